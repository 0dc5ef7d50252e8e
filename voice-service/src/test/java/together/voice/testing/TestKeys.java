package together.voice.testing;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.security.PublicKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import together.platform.security.KeyLookup;

/** Signs tokens as auth-service does. */
@Alternative
@Priority(1)
@ApplicationScoped
public class TestKeys implements KeyLookup {
  private final RsaJsonWebKey key;

  TestKeys() throws JoseException {
    key = RsaJwkGenerator.generateJwk(2048);
    key.setKeyId("test");
  }

  /** An access token of this user, good for a minute. */
  public String token(long userId) {
    var claims = new JwtClaims();
    claims.setIssuer("together");
    claims.setSubject(Long.toString(userId));
    claims.setClaim("sid", "1");
    claims.setExpirationTimeMinutesInTheFuture(10);
    var signature = new JsonWebSignature();
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    signature.setKeyIdHeaderValue("test");
    signature.setKey(key.getPrivateKey());
    signature.setPayload(claims.toJson());
    try {
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public @Nullable PublicKey find(String keyId) {
    return keyId.equals("test") ? key.getPublicKey() : null;
  }
}
