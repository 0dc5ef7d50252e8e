package together.auth.testing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who has registered, or logged in. */
public record Login(long userId, String username, String accessToken, String refreshToken) {
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
        json.getString("refresh_token"));
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
