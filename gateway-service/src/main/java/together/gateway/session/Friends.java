package together.gateway.session;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whose friends the users of one event loop's sockets are: those sockets are told of their presence
 * and profile. Changed by the event loop alone; who is in it anybody may ask.
 */
final class Friends {
  private final Map<Long, Set<Session>> sessions = new ConcurrentHashMap<>();

  void seat(Session session, long friendId) {
    sessions.computeIfAbsent(friendId, _ -> new LinkedHashSet<>()).add(session);
  }

  void unseat(Session session, long friendId) {
    var of = sessions.get(friendId);
    if (of != null && of.remove(session) && of.isEmpty()) {
      sessions.remove(friendId);
    }
  }

  /** Everyone who is a friend of somebody here. */
  Set<Long> users() {
    return Collections.unmodifiableSet(sessions.keySet());
  }

  /** The sockets of this user's friends. */
  Set<Session> of(long userId) {
    return sessions.getOrDefault(userId, Set.of());
  }
}
