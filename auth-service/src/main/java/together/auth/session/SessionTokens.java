package together.auth.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;
import together.auth.account.OwnUserView;
import together.auth.account.User;
import together.auth.account.UserRepository;
import together.auth.device.Device;
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
  private final UserRepository users;
  private final RefreshTokens refreshTokens;
  private final LoginNews news;
  private final Ids ids;
  private final Clock clock;

  SessionTokens(
      SessionRepository sessions,
      UserRepository users,
      RefreshTokens refreshTokens,
      LoginNews news,
      Ids ids,
      Clock clock) {
    this.sessions = sessions;
    this.users = users;
    this.refreshTokens = refreshTokens;
    this.news = news;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * @param known whether the device has shown to be one the user was logged in on before
   */
  Opened open(User user, Device device, boolean known) throws SQLException {
    var session = new Session(ids.next(), user.id(), device, clock.instant());
    boolean isNew = !known && !sessions.isKnownDevice(user.id(), device.name());
    sessions.persistAndFlush(session);
    news.opened(user, session.id, device, isNew);
    return new Opened(
        session.id, refreshTokens.first(session.id), OwnUserView.of(user, clock.instant()));
  }

  /** Empty when the token is not good; one that somebody else must hold too ends its session. */
  Optional<Opened> refresh(String token, Device device) throws SQLException {
    return switch (refreshTokens.use(token)) {
      case Use.Rotated(long sessionId, String next) -> goOn(sessionId, next, device);
      case Use.Reused(long sessionId) -> {
        endStolen(sessionId, device);
        yield Optional.empty();
      }
      case Use.Unknown() -> Optional.empty();
    };
  }

  private Optional<Opened> goOn(long sessionId, String next, Device device) {
    if (!sessions.touch(sessionId, clock.instant(), device.address())) {
      return Optional.empty();
    }
    var user = users.findById(sessions.findById(sessionId).userId);
    return Optional.of(new Opened(sessionId, next, OwnUserView.of(user, clock.instant())));
  }

  private void endStolen(long sessionId, Device device) throws SQLException {
    var session = sessions.findLiveById(sessionId);
    if (session.isPresent()) {
      log.warnf("refresh token of session %d used twice: session revoked", sessionId);
      news.stolen(session.get().userId, sessionId, device);
    }
  }
}
