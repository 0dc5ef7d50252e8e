package together.auth.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import together.auth.token.RefreshTokens;
import together.auth.token.TokenSettings;
import together.auth.upkeep.Purge;

/**
 * Deletes refresh tokens that have expired, sessions that nobody can use any more, and those that
 * have lived as long as one may: their tokens are good no more.
 */
@ApplicationScoped
class SessionPurge implements Purge {

  private final SessionRepository sessions;
  private final RefreshTokens refreshTokens;
  private final TokenSettings settings;

  SessionPurge(SessionRepository sessions, RefreshTokens refreshTokens, TokenSettings settings) {
    this.sessions = sessions;
    this.refreshTokens = refreshTokens;
    this.settings = settings;
  }

  @Override
  public boolean purge(Instant now) throws SQLException {
    if (refreshTokens.deleteExpired(BATCH) == BATCH) {
      return true;
    }
    sessions.deleteUnusedSince(now.minus(settings.refreshLifetime()));
    sessions.deleteBegunBefore(now.minus(settings.sessionLifetime()));
    return false;
  }
}
