package together.platform.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;

/**
 * Verifies access tokens (RS256 only, issuer {@code together}) and remembers a verified one by its
 * hash until it expires. Never blocks. Thread-safe.
 */
@ApplicationScoped
public class AccessTokens {
  public static final String ISSUER = "together";

  /** All services of the platform: what one takes, the others do. */
  public static final String AUDIENCE = "together";

  private static final int MOST_REMEMBERED = 20_000;
  private static final int MOST_LENGTH = 4096;

  /** A verified token: who, in which session, and until when (Unix seconds). */
  public record Verified(JwtClaims claims, long userId, long sessionId, long expires) {}

  private record Remembered(String keyId, Verified verified) {}

  private record Hash(long first, long second, long third, long fourth) {}

  private final KeyLookup keys;
  private final Clock clock;
  private final Map<Hash, Remembered> remembered =
      new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Hash, Remembered> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  public AccessTokens(KeyLookup keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * The token's claims.
   *
   * @throws BadTokenException when it is none of ours, forged or expired
   * @throws KeysUnavailableException when that cannot be judged now
   */
  public Verified verify(String token) {
    if (token.length() > MOST_LENGTH) {
      throw new BadTokenException("too long");
    }
    var hash = hash(token);
    Remembered known;
    synchronized (remembered) {
      known = remembered.get(hash);
    }
    if (known == null) {
      known = check(token);
      synchronized (remembered) {
        remembered.put(hash, known);
      }
    } else if (keys.find(known.keyId()) == null) {
      throw new BadTokenException("signed by a key that was withdrawn");
    }
    if (known.verified().expires() <= clock.millis() / 1000) {
      throw new BadTokenException("expired");
    }
    return known.verified();
  }

  private Remembered check(String token) {
    try {
      var signature = new JsonWebSignature();
      signature.setAlgorithmConstraints(
          new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256));
      signature.setCompactSerialization(token);
      var keyId = signature.getKeyIdHeaderValue();
      var key = keyId == null ? null : keys.find(keyId);
      if (keyId == null || key == null) {
        throw new BadTokenException("signed by an unknown key");
      }
      signature.setKey(key);
      if (!signature.verifySignature()) {
        throw new BadTokenException("signature does not match");
      }
      var claims = JwtClaims.parse(signature.getPayload());
      // Each token names its audience; one that names none is of before they did.
      boolean forUs = !claims.hasAudience() || claims.getAudience().contains(AUDIENCE);
      if (!ISSUER.equals(claims.getIssuer()) || claims.getExpirationTime() == null || !forUs) {
        throw new BadTokenException("not issued here");
      }
      NumericDate expires = claims.getExpirationTime();
      return new Remembered(
          keyId,
          new Verified(
              claims,
              Long.parseLong(claims.getSubject()),
              Long.parseLong(claims.getStringClaimValue("sid")),
              expires.getValue()));
    } catch (JoseException
        | InvalidJwtException
        | MalformedClaimException
        | NumberFormatException e) {
      throw new BadTokenException("malformed");
    }
  }

  private static Hash hash(String token) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      var longs = java.nio.ByteBuffer.wrap(digest).asLongBuffer();
      return new Hash(longs.get(0), longs.get(1), longs.get(2), longs.get(3));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
