package together.auth.session;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One of the caller's logins.
 *
 * @param current whether this very request belongs to it
 * @param device the client's own words for itself
 * @param address from where it was used last
 * @param createdAt login
 * @param lastUsedAt login or last refresh
 */
public record SessionView(
    long id,
    boolean current,
    @Schema(examples = "Mozilla/5.0 (X11; Linux x86_64) Firefox/144.0") String device,
    @Schema(examples = "198.51.100.7") String address,
    Instant createdAt,
    Instant lastUsedAt) {
  static SessionView of(Session session, long currentId) {
    return new SessionView(
        session.id,
        session.id == currentId,
        session.device,
        session.address,
        session.createdAt,
        session.lastUsedAt);
  }
}
