package together.gateway.edge;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import together.platform.security.AccessTokens;
import together.platform.security.KeyLookup;
import together.platform.security.KeysUnavailableException;

/** Issues access tokens as auth-service does, and looks up their one key. */
final class TestTokens implements KeyLookup {
  private static final String KEY_ID = "test";
  private static final KeyPair KEYS = generate();

  /** False: as before auth-service has answered. */
  volatile boolean keysKnown = true;

  AccessTokens verifier() {
    return new AccessTokens(this, Clock.systemUTC());
  }

  @Override
  public @Nullable PublicKey find(String keyId) {
    if (!keysKnown) {
      throw new KeysUnavailableException("not known yet");
    }
    return keyId.equals(KEY_ID) ? KEYS.getPublic() : null;
  }

  /** The document auth-service shows at {@code /.well-known/jwks.json}. */
  static String jwks() {
    var key = new RsaJsonWebKey((RSAPublicKey) KEYS.getPublic());
    key.setKeyId(KEY_ID);
    return new JsonWebKeySet(key).toJson();
  }

  /** A token that lives for that many minutes from now. */
  String issue(long userId, long sessionId, int minutes) {
    var claims = new JwtClaims();
    claims.setIssuer(AccessTokens.ISSUER);
    claims.setSubject(Long.toString(userId));
    claims.setStringClaim("sid", Long.toString(sessionId));
    claims.setExpirationTimeMinutesInTheFuture(minutes);
    var signature = new JsonWebSignature();
    signature.setPayload(claims.toJson());
    signature.setKey(KEYS.getPrivate());
    signature.setKeyIdHeaderValue(KEY_ID);
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    try {
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair generate() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
