package together.guild.testing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import together.permission.Permission;

/** Someone with an account and an access token. */
public record TestUser(long id, String token) {
  private static final AtomicLong IDS = new AtomicLong(1_000_000);

  /** Somebody new. */
  public static TestUser create() {
    long id = IDS.incrementAndGet();
    return new TestUser(id, token(id));
  }

  private static String token(long userId) {
    try {
      var key =
          (RsaJsonWebKey)
              JsonWebKey.Factory.newJwk(System.getProperty(FakeAuthService.SIGNING_KEY, ""));
      var claims = new JwtClaims();
      claims.setIssuer("together");
      claims.setSubject(Long.toString(userId));
      claims.setStringClaim("sid", "1");
      claims.setExpirationTimeMinutesInTheFuture(15);
      var signature = new JsonWebSignature();
      signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
      signature.setKeyIdHeaderValue(key.getKeyId());
      signature.setKey(key.getPrivateKey());
      signature.setPayload(claims.toJson());
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  public RequestSpecification request() {
    return given().header("Authorization", "Bearer " + token);
  }

  public Response get(String path, Object... parameters) {
    return request().get(path, parameters);
  }

  public Response post(String path, Object... parameters) {
    return request().post(path, parameters);
  }

  public Response post(Map<String, ?> body, String path, Object... parameters) {
    return json(body).post(path, parameters);
  }

  public Response patch(Map<String, ?> body, String path, Object... parameters) {
    return json(body).patch(path, parameters);
  }

  public Response put(Map<String, ?> body, String path, Object... parameters) {
    return json(body).put(path, parameters);
  }

  /** A list as body. */
  public Response patch(List<?> body, String path, Object... parameters) {
    return request().contentType(ContentType.JSON).body(body).patch(path, parameters);
  }

  public Response delete(String path, Object... parameters) {
    return request().delete(path, parameters);
  }

  private RequestSpecification json(Map<String, ?> body) {
    return request().contentType(ContentType.JSON).body(body);
  }

  /** A new server of this user; its id. */
  public String createServer() {
    return post(Map.of("name", "House of " + id), "/api/servers")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  /** A new invite to a server of this user; its code. */
  public String invite(String guildId) {
    return post("/api/servers/{id}/invites", guildId).then().statusCode(201).extract().path("code");
  }

  /** Somebody new who joins a server of this user. */
  public TestUser guest(String guildId) {
    var guest = create();
    guest.post("/api/invites/{code}", invite(guildId)).then().statusCode(200);
    return guest;
  }

  /** A new role of a server of this user, below all others; its id. */
  public String role(String guildId, Permission... permissions) {
    return post(
            Map.of("permissions", Long.toString(Permission.of(permissions))),
            "/api/servers/{id}/roles",
            guildId)
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  /** Somebody new who joins a server of this user and gets a new role with these permissions. */
  public TestUser guestWith(String guildId, Permission... permissions) {
    var guest = guest(guildId);
    give(guildId, guest, role(guildId, permissions));
    return guest;
  }

  /** Replaces a member's roles. */
  public void give(String guildId, TestUser member, String... roles) {
    put(
            Map.of("roles", List.of(roles)),
            "/api/servers/{id}/members/{user_id}/roles",
            guildId,
            member.id())
        .then()
        .statusCode(200);
  }
}
