package together.auth.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import together.auth.account.UserEvents;
import together.auth.account.UserRepository;
import together.auth.token.TokenSettings;
import together.platform.outbox.Outbox;

/** Lists and ends logins. What is revoked is refused at once and told to all gateways. */
@ApplicationScoped
public class SessionService {
  private final SessionRepository sessions;
  private final UserRepository users;
  private final Outbox outbox;
  private final TokenSettings settings;
  private final Clock clock;

  SessionService(
      SessionRepository sessions,
      UserRepository users,
      Outbox outbox,
      TokenSettings settings,
      Clock clock) {
    this.sessions = sessions;
    this.users = users;
    this.outbox = outbox;
    this.settings = settings;
    this.clock = clock;
  }

  @Transactional
  public List<SessionView> list(long userId, long currentId) {
    return sessions.findLive(userId, clock.instant().minus(settings.refreshLifetime())).stream()
        .map(session -> SessionView.of(session, currentId))
        .toList();
  }

  /** Ends one session; false when the user has no such live one. */
  @Transactional
  public boolean revoke(long userId, long sessionId) {
    return end(userId, sessionId);
  }

  /** Ends all sessions of the user, the caller's too. */
  @Transactional
  public void revokeAll(long userId) {
    end(userId, null);
  }

  /**
   * Ends all sessions of the user but one, within the caller's transaction; each is told by an
   * event of its own, for the one that stays began before them too.
   */
  public void revokeOthers(long userId, @Nullable Long but) {
    if (but == null) {
      end(userId, null);
      return;
    }
    for (var other : sessions.findOthers(userId, but)) {
      end(userId, other);
    }
  }

  private boolean end(long userId, @Nullable Long sessionId) {
    // The user's row first: it orders the user's events.
    var user = users.lock(userId);
    if (user.isEmpty()) {
      return false;
    }
    var now = clock.instant();
    if (sessionId == null) {
      sessions.revokeAll(userId, now);
    } else if (!sessions.revoke(sessionId, userId, now)) {
      return false;
    }
    user.get().raiseRevision();
    outbox.append(UserEvents.sessionRevoked(user.get(), sessionId, now));
    return true;
  }
}
