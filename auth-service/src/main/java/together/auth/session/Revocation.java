package together.auth.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session that has ended before its time.
 *
 * @param longToken when its access token expires; null: it lives as long as others
 */
record Revocation(long userId, long sessionId, Instant revokedAt, @Nullable Instant longToken) {
  /** A place in the order of revocations. */
  record Position(Instant revokedAt, long sessionId) {}

  Position position() {
    return new Position(revokedAt, sessionId);
  }
}
