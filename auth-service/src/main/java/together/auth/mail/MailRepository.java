package together.auth.mail;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import together.auth.upkeep.Purge;

/** The queue of mails. Each method is a statement of the caller's transaction, or one by itself. */
@ApplicationScoped
class MailRepository implements Purge {
  private static final Duration REMEMBERED = Duration.ofHours(1);
  private static final int MOST_DOUBLINGS = 9;

  private final AgroalDataSource dataSource;

  MailRepository(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  void insert(
      MailKind kind,
      @Nullable Long userId,
      String address,
      @Nullable Long sessionId,
      @Nullable String detail,
      Instant now)
      throws SQLException {
    try (var connection = dataSource.getConnection();
        var insert =
            connection.prepareStatement(
                "INSERT INTO mails (kind, user_id, address, session_id, detail, created_at, next_attempt_at)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?)")) {
      insert.setString(1, kind.name());
      insert.setObject(2, userId, Types.BIGINT);
      insert.setString(3, address);
      insert.setObject(4, sessionId, Types.BIGINT);
      insert.setString(5, detail);
      insert.setTimestamp(6, Timestamp.from(now));
      insert.setTimestamp(7, Timestamp.from(now));
      insert.executeUpdate();
    }
  }

  /** Takes one whose time has come; nobody else does until the retry's time has. */
  Optional<WaitingMail> take(Instant now, Duration retry) throws SQLException {
    try (var connection = dataSource.getConnection();
        var update =
            connection.prepareStatement(
                "UPDATE mails SET attempts = attempts + 1, next_attempt_at = CAST(? AS timestamptz)"
                    + " + make_interval(secs => ? * power(2, least(attempts, ?)))"
                    + " WHERE id = (SELECT id FROM mails WHERE sent_at IS NULL AND next_attempt_at <= ?"
                    + " ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED)"
                    + " RETURNING id, kind, user_id, address, session_id, detail, created_at")) {
      update.setTimestamp(1, Timestamp.from(now));
      update.setDouble(2, retry.toMillis() / 1000.0);
      update.setInt(3, MOST_DOUBLINGS);
      update.setTimestamp(4, Timestamp.from(now));
      try (var rows = update.executeQuery()) {
        return rows.next() ? Optional.of(mail(rows)) : Optional.empty();
      }
    }
  }

  /** Since when the eldest waits. */
  Optional<Instant> eldest() throws SQLException {
    try (var connection = dataSource.getConnection();
        var select =
            connection.prepareStatement("SELECT min(created_at) FROM mails WHERE sent_at IS NULL");
        var rows = select.executeQuery()) {
      rows.next();
      return Optional.ofNullable(rows.getTimestamp(1)).map(Timestamp::toInstant);
    }
  }

  void sent(long id, Instant now) throws SQLException {
    try (var connection = dataSource.getConnection();
        var update = connection.prepareStatement("UPDATE mails SET sent_at = ? WHERE id = ?")) {
      update.setTimestamp(1, Timestamp.from(now));
      update.setLong(2, id);
      update.executeUpdate();
    }
  }

  void delete(long id) throws SQLException {
    try (var connection = dataSource.getConnection();
        var delete = connection.prepareStatement("DELETE FROM mails WHERE id = ?")) {
      delete.setLong(1, id);
      delete.executeUpdate();
    }
  }

  /** How many mails of the kind went to the address within the last hour. */
  int countSent(MailKind kind, String address, Instant now) throws SQLException {
    try (var connection = dataSource.getConnection();
        var select =
            connection.prepareStatement(
                "SELECT count(*) FROM mails WHERE lower(address) = lower(?) AND kind = ? AND sent_at > ?")) {
      select.setString(1, address);
      select.setString(2, kind.name());
      select.setTimestamp(3, Timestamp.from(now.minus(REMEMBERED)));
      try (var rows = select.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  @Override
  public boolean purge(Instant now) throws SQLException {
    return Purge.batch(
        dataSource,
        "DELETE FROM mails WHERE id IN (SELECT id FROM mails WHERE sent_at < ? LIMIT ?)",
        now.minus(REMEMBERED));
  }

  private static WaitingMail mail(ResultSet row) throws SQLException {
    return new WaitingMail(
        row.getLong(1),
        MailKind.valueOf(row.getString(2)),
        row.getObject(3, Long.class),
        row.getString(4),
        row.getObject(5, Long.class),
        row.getString(6),
        row.getTimestamp(7).toInstant());
  }
}
