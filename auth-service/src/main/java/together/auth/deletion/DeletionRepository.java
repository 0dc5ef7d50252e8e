package together.auth.deletion;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import together.auth.account.AccountSettings;

/**
 * Which accounts are to be erased. Each method is a statement of the caller's transaction, or one
 * by itself; a row comes and goes under the lock of its user's.
 */
@ApplicationScoped
class DeletionRepository {
  /** Whoever works on an account says so again within this time, else another one takes over. */
  static final Duration LEASE = Duration.ofMinutes(1);

  private static final int MOST_DOUBLINGS = 9;

  private final AgroalDataSource dataSource;
  private final AccountSettings settings;
  private final Clock clock;

  DeletionRepository(AgroalDataSource dataSource, AccountSettings settings, Clock clock) {
    this.dataSource = dataSource;
    this.settings = settings;
    this.clock = clock;
  }

  /** When the account will be erased. */
  Instant insert(long userId, boolean messages) throws SQLException {
    var at = clock.instant().plus(settings.deletionGrace()).truncatedTo(ChronoUnit.MILLIS);
    try (var connection = dataSource.getConnection();
        var insert =
            connection.prepareStatement(
                "INSERT INTO deletions (user_id, messages, due_at, next_attempt_at)"
                    + " VALUES (?, ?, ?, ?)")) {
      insert.setLong(1, userId);
      insert.setBoolean(2, messages);
      insert.setTimestamp(3, Timestamp.from(at));
      insert.setTimestamp(4, Timestamp.from(at));
      insert.executeUpdate();
    }
    return at;
  }

  boolean erasesMessages(long userId) throws SQLException {
    return find(userId).map(Deletion::messages).orElse(false);
  }

  Optional<Deletion> find(long userId) throws SQLException {
    try (var connection = dataSource.getConnection();
        var select =
            connection.prepareStatement(
                "SELECT user_id, messages, failures FROM deletions WHERE user_id = ?")) {
      select.setLong(1, userId);
      try (var rows = select.executeQuery()) {
        return rows.next() ? Optional.of(deletion(rows)) : Optional.empty();
      }
    }
  }

  void delete(long userId) throws SQLException {
    try (var connection = dataSource.getConnection();
        var delete = connection.prepareStatement("DELETE FROM deletions WHERE user_id = ?")) {
      delete.setLong(1, userId);
      delete.executeUpdate();
    }
  }

  /** Takes one whose time has come; nobody else does for the time of the lease. */
  Optional<Deletion> take() throws SQLException {
    var now = clock.instant();
    try (var connection = dataSource.getConnection();
        var update =
            connection.prepareStatement(
                "UPDATE deletions SET next_attempt_at = ? WHERE user_id ="
                    + " (SELECT user_id FROM deletions WHERE next_attempt_at <= ?"
                    // A clock that has jumped erases nobody who has time left by the other one.
                    + " AND next_attempt_at <= now()"
                    + " ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED)"
                    + " RETURNING user_id, messages, failures")) {
      update.setTimestamp(1, Timestamp.from(now.plus(LEASE)));
      update.setTimestamp(2, Timestamp.from(now));
      try (var rows = update.executeQuery()) {
        return rows.next() ? Optional.of(deletion(rows)) : Optional.empty();
      }
    }
  }

  /** The first day on which somebody was, or is, to be erased. */
  Optional<Instant> eldest() throws SQLException {
    try (var connection = dataSource.getConnection();
        var select = connection.prepareStatement("SELECT min(due_at) FROM deletions");
        var rows = select.executeQuery()) {
      rows.next();
      return Optional.ofNullable(rows.getTimestamp(1)).map(Timestamp::toInstant);
    }
  }

  /** The work goes on. */
  void renew(long userId) throws SQLException {
    next(userId, LEASE, 0);
  }

  /** Another service did not let it end: again later, each time twice as late. */
  void failed(Deletion deletion) throws SQLException {
    var doublings = Math.min(deletion.failures(), MOST_DOUBLINGS);
    next(deletion.userId(), settings.deletionRetry().multipliedBy(1L << doublings), 1);
  }

  private void next(long userId, Duration pause, int failures) throws SQLException {
    try (var connection = dataSource.getConnection();
        var update =
            connection.prepareStatement(
                "UPDATE deletions SET next_attempt_at = ?, failures = failures + ?"
                    + " WHERE user_id = ?")) {
      update.setTimestamp(1, Timestamp.from(clock.instant().plus(pause)));
      update.setInt(2, failures);
      update.setLong(3, userId);
      update.executeUpdate();
    }
  }

  private static Deletion deletion(ResultSet row) throws SQLException {
    return new Deletion(row.getLong(1), row.getBoolean(2), row.getInt(3));
  }
}
