package together.gateway.edge;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import together.platform.id.Snowflakes;

/**
 * The revocations that living access tokens may be of, from the user log (its last 20 minutes: most
 * tokens live 15) and from auth-service, which knows of tokens that live longer. Holds the newest
 * {@value #MOST} of each kind. Thread-safe.
 */
@ApplicationScoped
public class RevokedSessions implements Revocations {
  static final Duration KEPT = Duration.ofMinutes(20);
  static final int MOST = 200_000;

  /** Clocks differ. */
  private static final Duration SLACK = Duration.ofMinutes(1);

  private final Clock clock;

  /** When each was revoked. */
  private final Map<Long, Long> sessions = new LinkedHashMap<>();

  /** Until when a token of each lives: those that outlive the log's minutes. */
  private final Map<Long, Long> lasting = new LinkedHashMap<>();

  /** Up to when each user's sessions are. */
  private final Map<Long, Long> users = new LinkedHashMap<>();

  public RevokedSessions(Clock clock) {
    this.clock = clock;
  }

  /** This session ended at that moment. */
  public void addSession(long sessionId, Instant at) {
    add(sessions, sessionId, at, clock.instant().minus(KEPT));
  }

  /**
   * The same of a session whose last access token expires then.
   *
   * @return whether it was not known
   */
  public boolean addSession(long sessionId, Instant at, Instant tokensUntil) {
    boolean isNews = !isHeld(sessions, sessionId) && !isHeld(lasting, sessionId);
    if (tokensUntil.isAfter(at.plus(KEPT).minus(SLACK))) {
      add(lasting, sessionId, tokensUntil.plus(SLACK), clock.instant());
    } else {
      // By the own clock: another one that has gone back would make it look old.
      addSession(sessionId, clock.instant());
    }
    return isNews;
  }

  /** All sessions of this user that began before that moment ended then. */
  public void addUser(long userId, Instant at) {
    add(users, userId, at, clock.instant().minus(KEPT));
  }

  /** Nobody needs what is older than {@code horizon}. */
  private static void add(Map<Long, Long> map, long id, Instant at, Instant horizon) {
    synchronized (map) {
      var before = map.remove(id);
      map.put(id, before == null ? at.toEpochMilli() : Math.max(before, at.toEpochMilli()));
      // In order of arrival, which is about that of time: each arrival drops what has become old.
      var eldest = map.values().iterator();
      while (eldest.hasNext() && (eldest.next() < horizon.toEpochMilli() || map.size() > MOST)) {
        eldest.remove();
      }
    }
  }

  private static boolean isHeld(Map<Long, Long> map, long id) {
    synchronized (map) {
      return map.containsKey(id);
    }
  }

  @Override
  public boolean isRevoked(long userId, long sessionId) {
    if (isHeld(sessions, sessionId) || isHeld(lasting, sessionId)) {
      return true;
    }
    synchronized (users) {
      var at = users.get(userId);
      // A session's id tells when it began, so a login right after "log out everywhere" counts.
      return at != null && Snowflakes.millisOf(sessionId) < at;
    }
  }
}
