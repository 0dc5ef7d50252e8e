package together.auth.mail;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import together.auth.mail.MailToken.Purpose;
import together.auth.seal.Opaque;
import together.auth.upkeep.Purge;

/** The tokens of mailed links. All methods take part in the caller's transaction. */
@ApplicationScoped
public class MailTokens implements Purge {

  private final AgroalDataSource dataSource;
  private final Clock clock;

  MailTokens(AgroalDataSource dataSource, Clock clock) {
    this.dataSource = dataSource;
    this.clock = clock;
  }

  /** A new token; earlier ones stay good, for their mails may have been read. */
  String create(Purpose purpose, MailToken token, Duration lifetime) throws SQLException {
    var text = Opaque.random();
    try (var connection = dataSource.getConnection();
        var insert =
            connection.prepareStatement(
                "INSERT INTO mail_tokens (hash, user_id, purpose, address, session_id, expires_at)"
                    + " VALUES (?, ?, ?, ?, ?, ?)")) {
      insert.setBytes(1, Opaque.hash(text));
      insert.setLong(2, token.userId());
      insert.setString(3, purpose.name());
      insert.setString(4, token.address());
      insert.setObject(5, token.sessionId(), Types.BIGINT);
      insert.setTimestamp(6, Timestamp.from(clock.instant().plus(lifetime)));
      insert.executeUpdate();
    }
    return text;
  }

  /** What it proves, or empty when it is unknown, used or expired. It stays good. */
  public Optional<MailToken> find(Purpose purpose, String text) throws SQLException {
    return query(
        "SELECT user_id, address, session_id FROM mail_tokens"
            + " WHERE hash = ? AND purpose = ? AND expires_at > ?",
        purpose,
        text);
  }

  /** As {@link #find}, once; of several that ask at the same moment one. */
  public Optional<MailToken> use(Purpose purpose, String text) throws SQLException {
    return query(
        "DELETE FROM mail_tokens WHERE hash = ? AND purpose = ? AND expires_at > ?"
            + " RETURNING user_id, address, session_id",
        purpose,
        text);
  }

  /** None of the user's tokens of that purpose is good any more. */
  public void revoke(Purpose purpose, long userId) throws SQLException {
    try (var connection = dataSource.getConnection();
        var delete =
            connection.prepareStatement(
                "DELETE FROM mail_tokens WHERE user_id = ? AND purpose = ?")) {
      delete.setLong(1, userId);
      delete.setString(2, purpose.name());
      delete.executeUpdate();
    }
  }

  private Optional<MailToken> query(String sql, Purpose purpose, String text) throws SQLException {
    try (var connection = dataSource.getConnection();
        var query = connection.prepareStatement(sql)) {
      query.setBytes(1, Opaque.hash(text));
      query.setString(2, purpose.name());
      query.setTimestamp(3, Timestamp.from(clock.instant()));
      try (var rows = query.executeQuery()) {
        return rows.next()
            ? Optional.of(
                new MailToken(rows.getLong(1), rows.getString(2), rows.getObject(3, Long.class)))
            : Optional.empty();
      }
    }
  }

  @Override
  public boolean purge(Instant now) throws SQLException {
    return Purge.batch(
        dataSource,
        "DELETE FROM mail_tokens WHERE hash IN"
            + " (SELECT hash FROM mail_tokens WHERE expires_at < ? LIMIT ?)",
        now);
  }
}
