package together.e2e;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Rows that a transaction of the test holds: whoever comes to change them waits, so that it can be
 * met at just that point.
 */
final class HeldRows implements AutoCloseable {
  private final Connection connection;

  /**
   * @param select locks the rows; has one parameter, the id
   */
  HeldRows(Tables tables, String select, String id) throws SQLException {
    connection = tables.connect();
    connection.setAutoCommit(false);
    try (var lock = connection.prepareStatement(select)) {
      lock.setLong(1, Long.parseLong(id));
      try (var row = lock.executeQuery()) {
        if (!row.next()) {
          throw new AssertionError("there is nothing to hold: " + select);
        }
      }
    }
  }

  /** Whether somebody waits for them now. */
  boolean areAwaited() {
    // Not pg_stat_activity, which shows a transaction the same from its beginning to its end.
    try (var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "SELECT count(*) FROM pg_locks"
                    + " WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))")) {
      row.next();
      return row.getLong(1) > 0;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
