package together.auth.session;

import java.time.Instant;

/**
 * One of the caller's logins.
 *
 * @param current whether this very request belongs to it
 * @param device the client's own words for itself
 * @param address from where it logged in
 * @param lastUsedAt login or last refresh
 */
public record SessionView(
    long id, boolean current, String device, String address, Instant lastUsedAt) {
  static SessionView of(Session session, long currentId) {
    return new SessionView(
        session.id, session.id == currentId, session.device, session.address, session.lastUsedAt);
  }
}
