package together.auth.upkeep;

import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import javax.sql.DataSource;

/** Deletes what nobody needs any more of one kind, in bounded steps. */
public interface Purge {
  /** Most rows of one step. */
  int BATCH = 5_000;

  /**
   * Deletes a bounded number; true when there may be more.
   *
   * @param now by the clock, which has not jumped
   */
  boolean purge(Instant now) throws SQLException;

  /**
   * Deletes a batch of one table; true when there may be more.
   *
   * @param delete a statement with two parameters: the moment {@code before} which rows are of no
   *     use, and how many it may delete
   */
  static boolean batch(DataSource dataSource, String delete, Instant before) throws SQLException {
    try (var connection = dataSource.getConnection();
        var statement = connection.prepareStatement(delete)) {
      statement.setTimestamp(1, Timestamp.from(before));
      statement.setInt(2, BATCH);
      return statement.executeUpdate() == BATCH;
    }
  }
}
