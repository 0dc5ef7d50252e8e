package together.auth.session;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import together.auth.token.RefreshTokens;
import together.auth.token.TokenSettings;
import together.auth.upkeep.Purge;

/**
 * Deletes refresh tokens that have expired, ends sessions that nobody has used for long, and those
 * that have lived as long as one may: as any other session ends, so sockets close. What has ended
 * is deleted when it was not used for long, and no token of it is good any more.
 */
@ApplicationScoped
class SessionPurge implements Purge {
  private static final String DELETE =
      "DELETE FROM sessions WHERE id IN"
          + " (SELECT id FROM sessions WHERE last_used_at < ? AND revoked_at IS NOT NULL LIMIT ?)";

  /** Each locks its user and tells the gateways. */
  private static final int ENDED_AT_ONCE = 100;

  private final AgroalDataSource dataSource;
  private final SessionRepository sessions;
  private final SessionService service;
  private final RefreshTokens refreshTokens;
  private final TokenSettings settings;

  SessionPurge(
      AgroalDataSource dataSource,
      SessionRepository sessions,
      SessionService service,
      RefreshTokens refreshTokens,
      TokenSettings settings) {
    this.dataSource = dataSource;
    this.sessions = sessions;
    this.service = service;
    this.refreshTokens = refreshTokens;
    this.settings = settings;
  }

  @Override
  public boolean purge(Instant now) throws SQLException {
    var unused = now.minus(settings.refreshLifetime());
    var begun = now.minus(settings.sessionLifetime());
    return refreshTokens.deleteExpired(BATCH) == BATCH
        || end(sessions.findUnusedSince(unused, ENDED_AT_ONCE))
        || end(sessions.findBegunBefore(begun, ENDED_AT_ONCE))
        || Purge.batch(dataSource, DELETE, unused.minus(longestToken()));
  }

  private boolean end(List<Session> due) {
    due.forEach(session -> service.revoke(session.userId, session.id));
    return due.size() == ENDED_AT_ONCE;
  }

  private Duration longestToken() {
    var access = settings.accessLifetime();
    var operator = settings.operatorLifetime();
    return access.compareTo(operator) > 0 ? access : operator;
  }
}
