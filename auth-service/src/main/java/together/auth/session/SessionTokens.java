package together.auth.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;
import together.auth.account.OwnUserView;
import together.auth.account.User;
import together.auth.account.UserRepository;
import together.auth.token.RefreshTokens;
import together.auth.token.RefreshTokens.Use;
import together.platform.id.Ids;

/** Opens sessions and carries them on by their refresh tokens, within the caller's transaction. */
@ApplicationScoped
class SessionTokens {
  private static final Logger log = Logger.getLogger(SessionTokens.class);

  /** A session that lives, with the one refresh token that is good now. */
  record Opened(long sessionId, String refreshToken, OwnUserView user) {}

  private final SessionRepository sessions;
  private final SessionService revocations;
  private final UserRepository users;
  private final RefreshTokens refreshTokens;
  private final Ids ids;
  private final Clock clock;

  SessionTokens(
      SessionRepository sessions,
      SessionService revocations,
      UserRepository users,
      RefreshTokens refreshTokens,
      Ids ids,
      Clock clock) {
    this.sessions = sessions;
    this.revocations = revocations;
    this.users = users;
    this.refreshTokens = refreshTokens;
    this.ids = ids;
    this.clock = clock;
  }

  Opened open(User user, Device device) throws SQLException {
    var session = new Session(ids.next(), user.id(), device, clock.instant());
    sessions.persistAndFlush(session);
    return new Opened(session.id, refreshTokens.first(session.id), OwnUserView.of(user));
  }

  /** Empty when the token is not good; one that somebody else must hold too ends its session. */
  Optional<Opened> refresh(String token) throws SQLException {
    return switch (refreshTokens.use(token)) {
      case Use.Rotated(long sessionId, String next) -> goOn(sessionId, next);
      case Use.Reused(long sessionId) -> {
        revokeStolen(sessionId);
        yield Optional.empty();
      }
      case Use.Unknown() -> Optional.empty();
    };
  }

  private Optional<Opened> goOn(long sessionId, String next) {
    if (!sessions.touch(sessionId, clock.instant())) {
      return Optional.empty();
    }
    var user = users.findById(sessions.findById(sessionId).userId);
    return Optional.of(new Opened(sessionId, next, OwnUserView.of(user)));
  }

  private void revokeStolen(long sessionId) {
    sessions
        .findLiveById(sessionId)
        .ifPresent(session -> {
          log.warnf("refresh token of session %d used twice: session revoked", sessionId);
          revocations.revoke(session.userId, sessionId);
        });
  }
}
