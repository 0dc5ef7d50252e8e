package together.auth.session;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import together.auth.account.User;
import together.auth.seal.Opaque;
import together.auth.upkeep.Purge;

/**
 * Logins that wait for the second factor (5 minutes and 5 codes each), or for the word that their
 * account shall not be erased (5 minutes, once). Stored as hashes. Each method is one statement.
 */
@ApplicationScoped
class LoginTickets implements Purge {
  /**
   * A login that had the right password.
   *
   * @param credentialsVersion of the account when that was checked
   * @param budget what its password counted against
   */
  record Ticket(long userId, long credentialsVersion, String budget) {}

  private static final Duration LIFETIME = Duration.ofMinutes(5);
  private static final int MOST_ATTEMPTS = 5;

  private final AgroalDataSource dataSource;
  private final Clock clock;

  LoginTickets(AgroalDataSource dataSource, Clock clock) {
    this.dataSource = dataSource;
    this.clock = clock;
  }

  /** What a ticket is good for. */
  enum Purpose {
    /** A code of the second factor. */
    CODE,
    /** Coming back to an account that is to be erased: nothing else was missing. */
    RESTORE
  }

  String create(Purpose purpose, User user, String budget) throws SQLException {
    var ticket = Opaque.random();
    try (var connection = dataSource.getConnection();
        var insert =
            connection.prepareStatement(
                "INSERT INTO login_tickets (hash, user_id, credentials_version, budget, expires_at,"
                    + " purpose) VALUES (?, ?, ?, ?, ?, ?)")) {
      insert.setBytes(1, Opaque.hash(ticket));
      insert.setLong(2, user.id());
      insert.setLong(3, user.credentialsVersion());
      insert.setString(4, budget);
      insert.setTimestamp(5, Timestamp.from(clock.instant().plus(LIFETIME)));
      insert.setString(6, purpose.name());
      insert.executeUpdate();
    }
    return ticket;
  }

  /** Counts an attempt; empty when there is no such ticket, or it had enough of them. */
  Optional<Ticket> attempt(String ticket) throws SQLException {
    try (var connection = dataSource.getConnection();
        var update =
            connection.prepareStatement(
                "UPDATE login_tickets SET attempts = attempts + 1"
                    + " WHERE hash = ? AND expires_at > ? AND attempts < ? AND purpose = 'CODE'"
                    + " RETURNING user_id, credentials_version, budget")) {
      update.setBytes(1, Opaque.hash(ticket));
      update.setTimestamp(2, Timestamp.from(clock.instant()));
      update.setInt(3, MOST_ATTEMPTS);
      try (var rows = update.executeQuery()) {
        return rows.next()
            ? Optional.of(new Ticket(rows.getLong(1), rows.getLong(2), rows.getString(3)))
            : Optional.empty();
      }
    }
  }

  /** A ticket to come back; it is not used yet. */
  Optional<Ticket> restoring(String ticket) throws SQLException {
    try (var connection = dataSource.getConnection();
        var select =
            connection.prepareStatement(
                "SELECT user_id, credentials_version, budget FROM login_tickets"
                    + " WHERE hash = ? AND expires_at > ? AND purpose = 'RESTORE'")) {
      select.setBytes(1, Opaque.hash(ticket));
      select.setTimestamp(2, Timestamp.from(clock.instant()));
      try (var rows = select.executeQuery()) {
        return rows.next()
            ? Optional.of(new Ticket(rows.getLong(1), rows.getLong(2), rows.getString(3)))
            : Optional.empty();
      }
    }
  }

  /** False when it was used already. */
  boolean use(String ticket) throws SQLException {
    try (var connection = dataSource.getConnection();
        var delete = connection.prepareStatement("DELETE FROM login_tickets WHERE hash = ?")) {
      delete.setBytes(1, Opaque.hash(ticket));
      return delete.executeUpdate() == 1;
    }
  }

  @Override
  public boolean purge(Instant now) throws SQLException {
    return Purge.batch(
        dataSource,
        "DELETE FROM login_tickets WHERE hash IN"
            + " (SELECT hash FROM login_tickets WHERE expires_at < ? LIMIT ?)",
        now);
  }
}
