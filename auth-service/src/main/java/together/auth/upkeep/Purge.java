package together.auth.upkeep;

import java.sql.SQLException;
import java.time.Instant;

/** Deletes what nobody needs any more of one kind, in bounded steps. */
public interface Purge {
  /**
   * Deletes a bounded number; true when there may be more.
   *
   * @param now by the clock, which has not jumped
   */
  boolean purge(Instant now) throws SQLException;
}
