package together.auth.testing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who has registered, or logged in. */
public record Login(
    long userId, String username, String accessToken, String refreshToken, String deviceToken) {
  public static final String PASSWORD = "correct horse";
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final String RUN = Long.toString(System.nanoTime(), 36);

  /** A name nobody has. */
  public static String freshName() {
    return "u" + RUN + "_" + COUNT.incrementAndGet();
  }

  /** A new user. */
  public static Login register() {
    var body = Map.of("username", freshName(), "password", PASSWORD);
    return of(post("/api/auth/register", body).then().statusCode(201).extract().response());
  }

  /** A new user with a confirmed address. */
  public static Login withMail() {
    var name = freshName();
    var body = Map.of("username", name, "password", PASSWORD, "email", address(name));
    var login = of(post("/api/auth/register", body).then().statusCode(201).extract().response());
    var token = MailBox.token(MailBox.of(address(name), 1).getFirst());
    post("/api/auth/email/confirm", Map.of("token", token)).then().statusCode(204);
    return login;
  }

  /** The address of a user's {@link #withMail}. */
  public static String address(String username) {
    return username + "@example.org";
  }

  /** From that address; the last forwarder is the edge. */
  public static Response post(String path, Object body, String address) {
    return given()
        .contentType(ContentType.JSON)
        .header("X-Forwarded-For", address)
        .body(body)
        .post(path);
  }

  /** A request of this session with a JSON body. */
  public Response send(String method, String path, Object body) {
    return request().contentType(ContentType.JSON).body(body).request(method, path);
  }

  /** The same user once more, in another session. */
  public Login again() {
    var body = Map.of("username", username, "password", PASSWORD);
    return of(post("/api/auth/login", body).then().statusCode(200).extract().response());
  }

  public static Login of(Response response) {
    var json = response.jsonPath();
    return new Login(
        Long.parseLong(json.getString("user.id")),
        json.getString("user.username"),
        json.getString("access_token"),
        json.getString("refresh_token"),
        json.getString("device_token"));
  }

  public static Response post(String path, Object body) {
    return given().contentType(ContentType.JSON).body(body).post(path);
  }

  /** An answer to the session's refresh token. */
  public Response refresh() {
    return post("/api/auth/refresh", Map.of("refresh_token", refreshToken));
  }

  /** A request with this access token. */
  public RequestSpecification request() {
    return given().header("Authorization", "Bearer " + accessToken);
  }
}
