package together.auth.token;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.security.Key;
import java.security.interfaces.RSAPublicKey;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import together.auth.testing.AuthPlatform;
import together.auth.testing.Login;

@QuarkusTest
@WithTestResource(AuthPlatform.class)
class AccessTokenResourceTest {
  private static RsaJsonWebKey published() throws JoseException {
    var set = new JsonWebKeySet(RestAssured.get("/.well-known/jwks.json").asString());
    return (RsaJsonWebKey) set.getJsonWebKeys().getLast();
  }

  private static JsonWebSignature parsed(String token) throws JoseException {
    var signature = new JsonWebSignature();
    signature.setCompactSerialization(token);
    return signature;
  }

  private static String signed(
      String claims, String algorithm, @Nullable String keyId, @Nullable Key key)
      throws JoseException {
    var signature = new JsonWebSignature();
    signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
    signature.setAlgorithmHeaderValue(algorithm);
    signature.setPayload(claims);
    signature.setKey(key);
    if (keyId != null) {
      signature.setKeyIdHeaderValue(keyId);
    }
    return signature.getCompactSerialization();
  }

  private static void assertRefused(String token) {
    given()
        .header("Authorization", "Bearer " + token)
        .get("/api/users/@me")
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .body("code", equalTo("UNAUTHORIZED"));
  }

  @Test
  void whatIsPublishedVerifiesWhatIsIssued() throws Exception {
    var alice = Login.register();
    var signature = parsed(alice.accessToken());
    signature.setKey(published().getRsaPublicKey());
    assertTrue(signature.verifySignature());
    assertEquals(published().getKeyId(), signature.getKeyIdHeaderValue());
    assertEquals("RS256", signature.getAlgorithmHeaderValue());
    var claims = JwtClaims.parse(signature.getPayload());
    assertEquals("together", claims.getIssuer());
    assertEquals(java.util.List.of("together"), claims.getAudience());
    assertEquals(Long.toString(alice.userId()), claims.getSubject());
    assertEquals(alice.username(), claims.getStringClaimValue("preferred_username"));
    assertEquals(900, claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue());
    assertFalse(claims.getJwtId().isEmpty());
  }

  @Test
  void noPrivatePartIsPublished() throws JoseException {
    assertEquals(2048, ((RSAPublicKey) published().getKey()).getModulus().bitLength());
    assertFalse(RestAssured.get("/.well-known/jwks.json").asString().contains("\"d\""));
  }

  @Test
  void aTokenWithoutSignatureIsRefused() throws JoseException {
    var claims = parsed(Login.register().accessToken()).getUnverifiedPayload();
    assertRefused(signed(claims, "none", null, null));
    assertRefused(signed(claims, "none", published().getKeyId(), null));
  }

  @Test
  void aTokenSignedWithHmacOverThePublicKeyIsRefused() throws JoseException {
    var claims = parsed(Login.register().accessToken()).getUnverifiedPayload();
    var key = new SecretKeySpec(published().getRsaPublicKey().getEncoded(), "HmacSHA256");
    assertRefused(signed(claims, "HS256", published().getKeyId(), key));
  }

  @Test
  void aTokenOfAnUnknownKeyIsRefused() throws JoseException {
    var claims = parsed(Login.register().accessToken()).getUnverifiedPayload();
    var own = RsaJwkGenerator.generateJwk(2048).getPrivateKey();
    assertRefused(signed(claims, "RS256", "unknown", own));
    assertRefused(signed(claims, "RS256", null, own));
    assertRefused(signed(claims, "RS256", published().getKeyId(), own));
  }

  @Test
  void aTokenWithOtherClaimsIsRefused() throws JoseException {
    var token = Login.register().accessToken();
    var parts = token.split("\\.", -1);
    var claims = parsed(token).getUnverifiedPayload().replace("\"sub\":\"", "\"sub\":\"1");
    var payload =
        java.util.Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertRefused(parts[0] + "." + payload + "." + parts[2]);
  }

  @Test
  void whatIsNoTokenIsRefused() {
    for (var token : new String[] {"x", "a.b.c", "x".repeat(5_000)}) {
      assertRefused(token);
    }
  }
}
