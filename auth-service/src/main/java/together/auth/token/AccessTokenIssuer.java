package together.auth.token;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;
import together.platform.security.AccessTokens;

/** Signs access tokens: JWT (RFC 7519), RS256, verified by every service alone. */
@ApplicationScoped
public class AccessTokenIssuer {
  private final SigningKeys keys;
  private final TokenSettings settings;
  private final Clock clock;

  public AccessTokenIssuer(SigningKeys keys, TokenSettings settings, Clock clock) {
    this.keys = keys;
    this.settings = settings;
    this.clock = clock;
  }

  /** A token for a user in a session. */
  public AccessToken issue(long userId, long sessionId, String username) {
    return issue(userId, sessionId, username, settings.accessLifetime());
  }

  /** A token of the operator's bulk path, which is not refreshed and so lives longer. */
  public AccessToken issueLong(long userId, long sessionId, String username) {
    return issue(userId, sessionId, username, settings.operatorLifetime());
  }

  private AccessToken issue(long userId, long sessionId, String username, Duration lifetime) {
    var now = clock.instant();
    var claims = new JwtClaims();
    claims.setIssuer(AccessTokens.ISSUER);
    claims.setAudience(AccessTokens.AUDIENCE);
    claims.setSubject(Long.toString(userId));
    claims.setStringClaim("sid", Long.toString(sessionId));
    claims.setGeneratedJwtId();
    claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
    claims.setExpirationTime(NumericDate.fromSeconds(now.plus(lifetime).getEpochSecond()));
    claims.setStringClaim("upn", username);
    claims.setStringClaim("preferred_username", username);
    var key = keys.signer();
    var signature = new JsonWebSignature();
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    signature.setKeyIdHeaderValue(key.id());
    signature.setHeader("typ", "JWT");
    signature.setPayload(claims.toJson());
    signature.setKey(key.privateKey());
    try {
      return new AccessToken(signature.getCompactSerialization(), (int) lifetime.toSeconds());
    } catch (JoseException e) {
      throw new IllegalStateException("cannot sign", e);
    }
  }
}
