package together.auth.throttle;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import together.auth.upkeep.Purge;

/** The counts of wrong guesses; each method is one statement, outside of transactions. */
@ApplicationScoped
class ThrottleRepository implements Purge {
  private static final int MOST_DOUBLINGS = 20;

  // A row of the future is of a clock that has jumped back since: it counts no more.
  private static final String STALE =
      "(t.last_at < EXCLUDED.last_at - CAST(? AS interval)"
          + " OR t.last_at > EXCLUDED.last_at + interval '1 minute')";
  private static final String TAKE =
      "INSERT INTO throttle AS t (key, free, failures, blocked_until, last_at)"
          + " SELECT key, free, 1, '-infinity', ? FROM unnest(?, ?) AS wanted (key, free)"
          + " ON CONFLICT (key) DO UPDATE SET free = EXCLUDED.free, last_at = EXCLUDED.last_at,"
          + " failures = CASE WHEN "
          + STALE
          + " THEN 1 ELSE t.failures + 1 END,"
          + " blocked_until = CASE WHEN "
          + STALE
          + " OR t.failures < t.free THEN '-infinity' ELSE EXCLUDED.last_at + least(CAST(? AS interval),"
          + " CAST(? AS interval) * power(2, least(t.failures - t.free, "
          + MOST_DOUBLINGS
          + "))) END"
          + " WHERE t.blocked_until <= EXCLUDED.last_at OR "
          + STALE;

  private final AgroalDataSource dataSource;
  private final ThrottleSettings settings;

  ThrottleRepository(AgroalDataSource dataSource, ThrottleSettings settings) {
    this.dataSource = dataSource;
    this.settings = settings;
  }

  /** Until when one of them is closed; empty when all are open. */
  Optional<Instant> blockedUntil(List<Budget> budgets, Instant now) throws SQLException {
    try (var connection = dataSource.getConnection();
        var select =
            connection.prepareStatement(
                "SELECT max(blocked_until) FROM throttle WHERE key = ANY (?)"
                    + " AND blocked_until > ? AND last_at <= CAST(? AS timestamptz) + interval '1 minute'")) {
      select.setArray(1, connection.createArrayOf("bytea", keys(budgets)));
      select.setTimestamp(2, Timestamp.from(now));
      select.setTimestamp(3, Timestamp.from(now));
      try (var rows = select.executeQuery()) {
        rows.next();
        return Optional.ofNullable(rows.getTimestamp(1)).map(Timestamp::toInstant);
      }
    }
  }

  /** Counts a guess against each; false when one of them was closed meanwhile. */
  boolean take(List<Budget> budgets, Instant now) throws SQLException {
    var forget = interval(settings.forgetAfter());
    try (var connection = dataSource.getConnection();
        var upsert = connection.prepareStatement(TAKE)) {
      upsert.setTimestamp(1, Timestamp.from(now));
      upsert.setArray(2, connection.createArrayOf("bytea", keys(budgets)));
      upsert.setArray(
          3, connection.createArrayOf("int", budgets.stream().map(Budget::free).toArray()));
      upsert.setString(4, forget);
      upsert.setString(5, forget);
      upsert.setString(6, interval(settings.longestPause()));
      upsert.setString(7, interval(settings.firstPause()));
      upsert.setString(8, forget);
      return upsert.executeUpdate() == budgets.size();
    }
  }

  /** The guess was right, or was not judged. */
  void giveBack(Budget budget, boolean all) throws SQLException {
    var sql =
        all
            ? "DELETE FROM throttle WHERE key = ?"
            : "UPDATE throttle SET failures = greatest(failures - 1, 0), blocked_until = '-infinity'"
                + " WHERE key = ?";
    try (var connection = dataSource.getConnection();
        var update = connection.prepareStatement(sql)) {
      update.setBytes(1, budget.key());
      update.executeUpdate();
    }
  }

  @Override
  public boolean purge(Instant now) throws SQLException {
    return Purge.batch(
        dataSource,
        "DELETE FROM throttle WHERE key IN (SELECT key FROM throttle WHERE last_at < ? LIMIT ?)",
        now.minus(settings.forgetAfter()));
  }

  /** In the order they come in, which is the same for all: so no two wait for each other. */
  private static byte[][] keys(List<Budget> budgets) {
    return budgets.stream().map(Budget::key).toArray(byte[][]::new);
  }

  private static String interval(Duration duration) {
    return duration.toMillis() + " milliseconds";
  }
}
