package together.auth.session;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Revoked sessions in the order of their revocation, each method a read of its own. */
@ApplicationScoped
class RevocationRepository {
  private static final String ALL =
      """
      SELECT id, user_id, revoked_at, tokens_until FROM sessions
      WHERE revoked_at IS NOT NULL AND (revoked_at, id) > (?, ?)
        AND (tokens_until IS NULL OR tokens_until > ?)
      ORDER BY revoked_at, id LIMIT ?
      """;
  private static final String LONG =
      """
      SELECT id, user_id, revoked_at, tokens_until FROM sessions
      WHERE revoked_at IS NOT NULL AND tokens_until > ? AND revoked_at <= ?
      ORDER BY revoked_at, id LIMIT ?
      """;

  private final AgroalDataSource dataSource;

  RevocationRepository(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** All but those whose long token has expired. */
  List<Revocation> after(Revocation.Position after, Instant now, int most) throws SQLException {
    try (var connection = dataSource.getConnection();
        var select = connection.prepareStatement(ALL)) {
      select.setTimestamp(1, Timestamp.from(after.revokedAt()));
      select.setLong(2, after.sessionId());
      select.setTimestamp(3, Timestamp.from(now));
      select.setInt(4, most);
      return read(select.executeQuery());
    }
  }

  /** From the first on, of those revoked until then: only the ones with a long token that lives. */
  List<Revocation> withLongToken(Instant revokedUntil, Instant now, int most) throws SQLException {
    try (var connection = dataSource.getConnection();
        var select = connection.prepareStatement(LONG)) {
      select.setTimestamp(1, Timestamp.from(now));
      select.setTimestamp(2, Timestamp.from(revokedUntil));
      select.setInt(3, most);
      return read(select.executeQuery());
    }
  }

  private static List<Revocation> read(ResultSet rows) throws SQLException {
    try (rows) {
      var found = new ArrayList<Revocation>();
      while (rows.next()) {
        var longToken = rows.getTimestamp("tokens_until");
        found.add(
            new Revocation(
                rows.getLong("user_id"),
                rows.getLong("id"),
                rows.getTimestamp("revoked_at").toInstant(),
                longToken == null ? null : longToken.toInstant()));
      }
      return found;
    }
  }
}
