package together.gateway.session;

import together.platform.id.Snowflakes;
import together.platform.json.Moments;
import together.proto.SessionRevoked;

/**
 * Whom a socket belongs to.
 *
 * @param sessionId the login session of its token
 */
record Identity(long userId, long sessionId) {
  boolean isEndedBy(SessionRevoked revoked) {
    return revoked.hasSessionId()
        ? revoked.getSessionId() == sessionId
        // As RevokedSessions judges: a login right after "log out everywhere" counts.
        : Snowflakes.millisOf(sessionId) < Moments.instant(revoked.getRevokedAt()).toEpochMilli();
  }
}
