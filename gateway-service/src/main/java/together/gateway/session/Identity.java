package together.gateway.session;

import together.platform.id.Snowflakes;
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
        : Snowflakes.millisOf(sessionId) / 1000 <= revoked.getRevokedAt().getSeconds();
  }
}
