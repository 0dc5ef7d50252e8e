package together.platform.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every service and every gateway node takes for an access token, and what it does not. */
class AccessTokensTest {
  private static final KeyPair OURS = pair();
  private static final KeyPair THEIRS = pair();
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final Map<String, PublicKey> published = new HashMap<>(Map.of("k1", OURS.getPublic()));
  private Instant now = NOON;
  private final AccessTokens tokens =
      new AccessTokens(
          published::get,
          new Clock() {
            @Override
            public Instant instant() {
              return now;
            }

            @Override
            public ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }
          });

  private static KeyPair pair() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static String claims(Instant expires) {
    return "{\"iss\":\"together\",\"sub\":\"7\",\"sid\":\"8\",\"exp\":%d}"
        .formatted(expires.getEpochSecond());
  }

  private static String claims() {
    return claims(NOON.plus(Duration.ofMinutes(15)));
  }

  private static JsonWebSignature signature(String claims, String algorithm, @Nullable Key key) {
    var signature = new JsonWebSignature();
    signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
    signature.setAlgorithmHeaderValue(algorithm);
    signature.setPayload(claims);
    signature.setKey(key);
    signature.setKeyIdHeaderValue("k1");
    return signature;
  }

  private static String ours(String claims) throws JoseException {
    return signature(claims, "RS256", OURS.getPrivate()).getCompactSerialization();
  }

  private void assertRefused(String token) {
    assertThrows(BadTokenException.class, () -> tokens.verify(token));
  }

  @Test
  void takesWhatAuthServiceHasSigned() throws JoseException {
    var verified = tokens.verify(ours(claims()));
    assertEquals(7, verified.userId());
    assertEquals(8, verified.sessionId());
    tokens.verify(ours(claims().replace("{", "{\"aud\":\"together\",")));
  }

  @Test
  void refusesATokenWithoutSignature() throws JoseException {
    assertRefused(signature(claims(), "none", null).getCompactSerialization());
    var parts = ours(claims()).split("\\.", -1);
    assertRefused(parts[0] + "." + parts[1] + ".");
    var none =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"alg\":\"nOnE\"}".getBytes(UTF_8));
    assertRefused(none + "." + parts[1] + ".");
  }

  @Test
  void refusesAnHmacOverThePublicKey() throws JoseException {
    for (var bytes :
        new byte[][] {OURS.getPublic().getEncoded(), pem(OURS.getPublic()).getBytes(UTF_8)}) {
      for (var algorithm : new String[] {"HS256", "HS384", "HS512"}) {
        var key = new SecretKeySpec(bytes, "HmacSHA256");
        assertRefused(signature(claims(), algorithm, key).getCompactSerialization());
      }
    }
  }

  private static String pem(PublicKey key) {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(key.getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  @Test
  void refusesAnotherAlgorithmOfTheSameKey() throws JoseException {
    for (var algorithm : new String[] {"RS384", "RS512", "PS256"}) {
      assertRefused(signature(claims(), algorithm, OURS.getPrivate()).getCompactSerialization());
    }
  }

  @Test
  void refusesAnUnknownOrMissingKeyIdAndAnothersSignature() throws JoseException {
    var unknown = signature(claims(), "RS256", OURS.getPrivate());
    unknown.setKeyIdHeaderValue("k2");
    assertRefused(unknown.getCompactSerialization());
    var missing = signature(claims(), "RS256", OURS.getPrivate());
    missing.getHeaders().setStringHeaderValue("kid", null);
    assertRefused(missing.getCompactSerialization());
    assertRefused(signature(claims(), "RS256", THEIRS.getPrivate()).getCompactSerialization());
  }

  @Test
  void takesNoKeyFromTheTokenItself() throws JoseException {
    var own = new RsaJsonWebKey((RSAPublicKey) THEIRS.getPublic());
    var carried = signature(claims(), "RS256", THEIRS.getPrivate());
    carried
        .getHeaders()
        .setObjectHeaderValue("jwk", own.toParams(RsaJsonWebKey.OutputControlLevel.PUBLIC_ONLY));
    assertRefused(carried.getCompactSerialization());
    for (var header : new String[] {"jku", "x5u"}) {
      var pointed = signature(claims(), "RS256", THEIRS.getPrivate());
      pointed.setHeader(header, "https://attacker.example/keys.json");
      assertRefused(pointed.getCompactSerialization());
    }
  }

  @Test
  void refusesTokensOfARetiredKeyAlsoWhenTheyWereTakenBefore() throws JoseException {
    var seen = ours(claims());
    tokens.verify(seen);
    published.remove("k1");
    assertRefused(seen);
    assertRefused(ours(claims(NOON.plus(Duration.ofMinutes(14)))));
  }

  @Test
  void refusesWhatHasExpiredAlsoWhenItWasTakenBefore() throws JoseException {
    var token = ours(claims());
    tokens.verify(token);
    now = NOON.plus(Duration.ofMinutes(15));
    assertRefused(token);
    assertRefused(ours(claims(NOON)));
  }

  @Test
  void aClockThatJumpsRefusesAndTakesAgain() throws JoseException {
    var token = ours(claims());
    now = NOON.plus(Duration.ofDays(400));
    assertRefused(token);
    now = NOON.minus(Duration.ofDays(400));
    assertEquals(7, tokens.verify(token).userId());
    now = NOON;
    assertEquals(7, tokens.verify(token).userId());
  }

  @Test
  void refusesOtherClaims() throws JoseException {
    for (var bad :
        new String[] {
          claims().replace("together", "elsewhere"),
          claims().replace("{", "{\"aud\":\"elsewhere\","),
          claims().replace("\"exp\"", "\"nbf\""),
          claims().replace("\"7\"", "\"alice\""),
          claims().replace("\"sid\"", "\"other\""),
          "{}",
          "[]",
          "no json"
        }) {
      assertRefused(ours(bad));
    }
  }

  @Test
  void refusesWhatIsNoTokenOrTooLong() {
    for (var text : new String[] {"", ".", "..", "a.b.c", "\u0000", "x".repeat(5_000)}) {
      assertRefused(text);
    }
  }
}
