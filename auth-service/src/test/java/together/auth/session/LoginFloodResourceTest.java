package together.auth.session;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import together.auth.testing.AuthPlatform;
import together.auth.testing.Login;

/** More logins at once than can be hashed in the time one may wait. */
@QuarkusTest
@WithTestResource(AuthPlatform.class)
class LoginFloodResourceTest {
  private static final int LOGINS = 240;

  /** The longest wait for a hash is 3 s; what is left is for two cores that others use too. */
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  @TestHTTPResource URI service;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void aFloodOfLoginsIsAnsweredInTimeAndKeepsNobodyElseWaiting() {
    // Each login from an address of its own to an account of its own: none is put off for guessing.
    var alice = Login.register();
    var people = Stream.generate(Login::register).limit(LOGINS / 3 / 10).toList();
    var right = new ArrayList<CompletableFuture<HttpResponse<String>>>();
    var wrong = new ArrayList<CompletableFuture<HttpResponse<String>>>();
    for (int i = 0; i < LOGINS / 3; i++) {
      var known = people.get(i % people.size()).username();
      right.add(login(known, Login.PASSWORD, "127.0.0.1"));
      wrong.add(login(Login.freshName(), "wrong horse", "203.0.113." + i));
      wrong.add(login(Login.freshName(), Login.PASSWORD, "198.51.100." + i));
    }
    // None of these needs a hash, so none is refused: neither connections nor threads are held.
    int others = 0;
    while (others < 10 || right.stream().anyMatch(login -> !login.isDone())) {
      alice.request().get("/api/users/@me").then().statusCode(200);
      others++;
    }
    right.forEach(login -> assertAnswer(200, login.join()));
    wrong.forEach(login -> assertAnswer(401, login.join()));
    assertTrue(right.stream().anyMatch(login -> login.join().statusCode() == 200), "nobody got in");
    alice.again();
    RestAssured.get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
  }

  /** Fails when it is not answered within the deadline. */
  private CompletableFuture<HttpResponse<String>> login(
      String username, String password, String address) {
    var body = "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password);
    return client.sendAsync(
        HttpRequest.newBuilder(service.resolve("/api/auth/login"))
            .header("Content-Type", "application/json")
            .header("X-Forwarded-For", address)
            .timeout(DEADLINE)
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  /** What the login deserves, or 503 by the bound on hashes and for no other reason. */
  private static void assertAnswer(int deserved, HttpResponse<String> answer) {
    if (answer.statusCode() != deserved) {
      assertEquals(503, answer.statusCode(), answer::body);
      assertTrue(answer.body().contains("\"TOO_MANY_LOGINS\""), answer::body);
      assertTrue(answer.headers().firstValue("Retry-After").isPresent(), "no Retry-After");
    }
  }
}
