package together.e2e;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import together.e2e.platform.Installation;

/** The tables of a service: what no client sees, and rows for which time passes. */
record Tables(Installation installation, String service) {
  /** Of the shared platform. */
  static Tables of(String service) {
    return new Tables(SharedPlatform.get().platform().installation(), service);
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/together?currentSchema=%s"
            .formatted(installation.ports().of("POSTGRES"), service),
        service + "_service",
        installation.secret("database-" + service));
  }

  /** The one number that a query with one id answers. */
  long number(String query, String id) {
    try (var connection = connect();
        var select = connection.prepareStatement(query)) {
      select.setLong(1, Long.parseLong(id));
      try (var row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw new AssertionError(query, e);
    }
  }

  /** Rows that a statement with one id has changed. */
  int update(String statement, String id) {
    try (var connection = connect();
        var update = connection.prepareStatement(statement)) {
      update.setLong(1, Long.parseLong(id));
      return update.executeUpdate();
    } catch (SQLException e) {
      throw new AssertionError(statement, e);
    }
  }
}
