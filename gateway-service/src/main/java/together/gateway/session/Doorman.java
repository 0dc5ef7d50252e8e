package together.gateway.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import together.gateway.edge.GatewayLimits;
import together.gateway.edge.RateLimiter;
import together.gateway.edge.Revocations;
import together.gateway.frame.BadFrameException;
import together.gateway.frame.CloseCode;
import together.platform.security.AccessTokens;
import together.platform.security.BadTokenException;
import together.platform.security.KeysUnavailableException;

/** Judges who identifies, and whether that user does it too often. Never blocks. */
@ApplicationScoped
public class Doorman {
  private final AccessTokens tokens;
  private final Revocations revocations;
  private final RateLimiter<Long> users;

  public Doorman(AccessTokens tokens, Revocations revocations, GatewayLimits limits) {
    this.tokens = tokens;
    this.revocations = revocations;
    this.users =
        new RateLimiter<>(limits.identifiesPerSecond(), Duration.ofSeconds(1), System::nanoTime);
  }

  /**
   * Whose token it is.
   *
   * @throws BadFrameException with the code that the socket is closed with
   */
  Identity admit(@Nullable String token) throws BadFrameException {
    if (token == null) {
      throw new BadFrameException(CloseCode.BAD_TOKEN);
    }
    Identity who;
    try {
      var verified = tokens.verify(token);
      who = new Identity(verified.userId(), verified.sessionId());
    } catch (BadTokenException e) {
      throw new BadFrameException(CloseCode.BAD_TOKEN);
    } catch (KeysUnavailableException e) {
      throw new BadFrameException(CloseCode.BUSY);
    }
    if (isRevoked(who)) {
      throw new BadFrameException(CloseCode.SESSION_REVOKED);
    }
    if (!users.call(who.userId()).allowed()) {
      throw new BadFrameException(CloseCode.RATE_LIMITED);
    }
    return who;
  }

  boolean isRevoked(Identity who) {
    return revocations.isRevoked(who.userId(), who.sessionId());
  }
}
