package together.gateway.edge;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import together.platform.id.Snowflakes;

/**
 * The revocations of the user log's last 20 minutes; older ones concern no living access token (15
 * minutes). Holds the newest {@value #MOST} sessions and as many users. Thread-safe.
 */
@ApplicationScoped
public class RevokedSessions implements Revocations {
  static final Duration KEPT = Duration.ofMinutes(20);
  static final int MOST = 200_000;

  private final Clock clock;
  private final Map<Long, Long> sessions = new LinkedHashMap<>();
  private final Map<Long, Long> users = new LinkedHashMap<>();

  public RevokedSessions(Clock clock) {
    this.clock = clock;
  }

  /** This session ended at that moment. */
  public void addSession(long sessionId, Instant at) {
    add(sessions, sessionId, at);
  }

  /** All sessions of this user that began before that moment ended then. */
  public void addUser(long userId, Instant at) {
    add(users, userId, at);
  }

  private void add(Map<Long, Long> map, long id, Instant at) {
    long horizon = clock.millis() - KEPT.toMillis();
    synchronized (map) {
      var before = map.remove(id);
      map.put(id, before == null ? at.toEpochMilli() : Math.max(before, at.toEpochMilli()));
      // In order of arrival, which is about that of time: each arrival drops what has become old.
      var eldest = map.values().iterator();
      while (eldest.hasNext() && (eldest.next() < horizon || map.size() > MOST)) {
        eldest.remove();
      }
    }
  }

  @Override
  public boolean isRevoked(long userId, long sessionId) {
    synchronized (sessions) {
      if (sessions.containsKey(sessionId)) {
        return true;
      }
    }
    synchronized (users) {
      var at = users.get(userId);
      // A session's id tells when it began, so a login right after "log out everywhere" counts.
      return at != null && Snowflakes.millisOf(sessionId) < at;
    }
  }
}
