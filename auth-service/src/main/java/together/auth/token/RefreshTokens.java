package together.auth.token;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The refresh tokens of sessions: each is good for one use, which gives the next one.
 *
 * <p>A use repeated within the grace (the answer was lost, or two tabs asked at once) gives the
 * same next token again. A later one means that somebody else holds a copy. All methods take part
 * in the caller's transaction; two uses of one token wait for each other at its row.
 */
@ApplicationScoped
public class RefreshTokens {
  private static final Duration MOST_GRACE = Duration.ofSeconds(30);

  /** What a token that was handed in turned out to be. */
  public sealed interface Use {
    /** Good: the session goes on with the next token. */
    record Rotated(long sessionId, String next) implements Use {}

    /** Used before, and not just now: the session must end. */
    record Reused(long sessionId) implements Use {}

    /** Unknown or expired. */
    record Unknown() implements Use {}
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Row(
      long sessionId, Instant expiresAt, @Nullable Instant usedAt, byte @Nullable [] successor) {}

  private final AgroalDataSource dataSource;
  private final TokenSettings settings;
  private final Clock clock;
  private final Duration grace;

  public RefreshTokens(AgroalDataSource dataSource, TokenSettings settings, Clock clock) {
    this.dataSource = dataSource;
    this.settings = settings;
    this.clock = clock;
    grace = settings.refreshGrace();
    if (grace.compareTo(MOST_GRACE) > 0) {
      throw new IllegalArgumentException("together.tokens.refresh-grace is longer than 30 s");
    }
  }

  /** The first token of a session. */
  public String first(long sessionId) throws SQLException {
    try (var connection = dataSource.getConnection()) {
      return insert(connection, sessionId).text();
    }
  }

  public Use use(String text) throws SQLException {
    var token = RefreshToken.parse(text);
    if (token.isEmpty()) {
      return new Use.Unknown();
    }
    try (var connection = dataSource.getConnection()) {
      var row = lock(connection, token.get());
      var now = clock.instant();
      if (row.isEmpty() || !row.get().expiresAt().isAfter(now)) {
        return new Use.Unknown();
      }
      return use(connection, token.get(), row.get(), now);
    }
  }

  private Use use(Connection connection, RefreshToken token, Row row, Instant now)
      throws SQLException {
    if (row.usedAt() == null || row.successor() == null) {
      var next = insert(connection, row.sessionId());
      markUsed(connection, token, next, now);
      return new Use.Rotated(row.sessionId(), next.text());
    }
    // In either direction: a clock that has gone back does not make the grace longer.
    var since = Duration.between(row.usedAt(), now).abs();
    if (since.compareTo(grace) > 0) {
      return new Use.Reused(row.sessionId());
    }
    var next = new RefreshToken(token.sealOrOpen(row.successor()));
    return new Use.Rotated(row.sessionId(), next.text());
  }

  /**
   * Deletes a bounded number of expired tokens; returns how many. Its reuse is then an unknown
   * token.
   */
  public int deleteExpired(int most) throws SQLException {
    var sql =
        "DELETE FROM refresh_tokens WHERE hash IN"
            + " (SELECT hash FROM refresh_tokens WHERE expires_at < ? LIMIT ? FOR UPDATE SKIP LOCKED)";
    try (var connection = dataSource.getConnection();
        var delete = connection.prepareStatement(sql)) {
      delete.setTimestamp(1, Timestamp.from(clock.instant()));
      delete.setInt(2, most);
      return delete.executeUpdate();
    }
  }

  private RefreshToken insert(Connection connection, long sessionId) throws SQLException {
    var token = RefreshToken.random();
    var now = clock.instant();
    try (var insert =
        connection.prepareStatement(
            "INSERT INTO refresh_tokens (hash, session_id, created_at, expires_at) VALUES (?, ?, ?, ?)")) {
      insert.setBytes(1, token.hash());
      insert.setLong(2, sessionId);
      insert.setTimestamp(3, Timestamp.from(now));
      insert.setTimestamp(4, Timestamp.from(now.plus(settings.refreshLifetime())));
      insert.executeUpdate();
    }
    return token;
  }

  private static void markUsed(
      Connection connection, RefreshToken token, RefreshToken next, Instant now)
      throws SQLException {
    try (var update =
        connection.prepareStatement(
            "UPDATE refresh_tokens SET used_at = ?, sealed_successor = ? WHERE hash = ?")) {
      update.setTimestamp(1, Timestamp.from(now));
      update.setBytes(2, token.sealOrOpen(next.secret()));
      update.setBytes(3, token.hash());
      update.executeUpdate();
    }
  }

  private static Optional<Row> lock(Connection connection, RefreshToken token) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT session_id, expires_at, used_at, sealed_successor FROM refresh_tokens"
                + " WHERE hash = ? FOR UPDATE")) {
      select.setBytes(1, token.hash());
      try (var rows = select.executeQuery()) {
        if (!rows.next()) {
          return Optional.empty();
        }
        var used = rows.getTimestamp(3);
        return Optional.of(
            new Row(
                rows.getLong(1),
                rows.getTimestamp(2).toInstant(),
                used == null ? null : used.toInstant(),
                rows.getBytes(4)));
      }
    }
  }
}
