package together.auth.session;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import together.auth.testing.AuthPlatform;
import together.auth.testing.Complaints;
import together.auth.testing.Database;
import together.auth.testing.Login;
import together.auth.testing.UserLog;

@QuarkusTest
@WithTestResource(AuthPlatform.class)
class LoginResourceTest {
  @Inject Database database;

  private static Map<String, String> body(String username, String password) {
    return Map.of("username", username, "password", password);
  }

  @Test
  void registeringLogsIn() {
    var name = Login.freshName();
    Login.post("/api/auth/register", body(name, Login.PASSWORD))
        .then()
        .statusCode(201)
        .body("user.username", equalTo(name))
        .body("user.id", matchesPattern("[0-9]+"))
        .body("expires_in", equalTo(900))
        .body("access_token", notNullValue())
        .body("refresh_token", matchesPattern("[A-Za-z0-9_-]{43}"));
  }

  @Test
  void registeringTellsAllServices() throws Exception {
    var alice = Login.register();
    var created = UserLog.of(alice.userId(), 1).getFirst();
    assertEquals(alice.username(), created.event().getUserCreate().getUsername());
    assertEquals(1, created.event().getSeq());
    assertEquals("1", created.header("seq"));
    assertEquals(Long.toString(alice.userId()), created.header("user_id"));
    assertEquals("together.user.v1.user_create", created.header("ce_type"));
  }

  @Test
  void aNameIsTakenWithoutRegardToCase() {
    var alice = Login.register();
    Login.post(
            "/api/auth/register",
            body(alice.username().toUpperCase(java.util.Locale.ROOT), Login.PASSWORD))
        .then()
        .statusCode(409)
        .contentType("application/problem+json")
        .body("code", equalTo("USERNAME_TAKEN"));
  }

  @Test
  void aNameThatLooksLikeAnotherIsTaken() {
    var alice = Login.register();
    // Cyrillic letters that look like Latin ones, in a name that has no others to give it away.
    var body = body(alice.username().replace("u", "\u057D"), Login.PASSWORD);
    Login.post("/api/auth/register", body)
        .then()
        .statusCode(422)
        .body("errors[0].code", equalTo("CONFUSING_USERNAME"));
    var name = "zero" + Login.freshName().replace('o', '0');
    Login.post("/api/auth/register", body(name, Login.PASSWORD)).then().statusCode(201);
    Login.post("/api/auth/register", body(name.replace('0', 'o'), Login.PASSWORD))
        .then()
        .statusCode(409)
        .body("code", equalTo("USERNAME_TAKEN"));
  }

  @Test
  void ofManyAtOnceOneGetsTheName() throws Exception {
    var name = Login.freshName();
    var calls = new ArrayList<Callable<Integer>>();
    for (int i = 0; i < 8; i++) {
      calls.add(() -> Login.post("/api/auth/register", body(name, Login.PASSWORD)).statusCode());
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var statuses = new ArrayList<Integer>();
      for (var call : threads.invokeAll(calls)) {
        statuses.add(call.get());
      }
      statuses.sort(null);
      assertEquals(201, statuses.removeFirst());
      assertEquals(Stream.generate(() -> 409).limit(7).toList(), statuses);
    }
  }

  @Test
  void namesWhatIsWrong() {
    Login.post("/api/auth/register", body("a b", "short"))
        .then()
        .statusCode(422)
        .body("code", equalTo("VALIDATION_FAILED"))
        .body("errors.field", hasItems("username", "password"));
  }

  @Test
  void aRequestWithoutBodyIsAnEmptyOne() {
    for (var path : new String[] {"register", "refresh"}) {
      given().post("/api/auth/" + path).then().statusCode(422);
    }
    given().post("/api/auth/login").then().statusCode(401);
  }

  @Test
  void aValueOfAnotherTypeIsRefused() {
    given()
        .contentType(ContentType.JSON)
        .body("{\"username\": 5, \"password\": \"correct horse\"}")
        .post("/api/auth/login")
        .then()
        .statusCode(422)
        .body("errors.field", hasItems("username"));
  }

  @Test
  void brokenJsonIsToldAsSuch() {
    given()
        .contentType(ContentType.JSON)
        .body("{\"username\": \"al")
        .post("/api/auth/login")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("MALFORMED_JSON"));
  }

  @Test
  void loginTakesTheNameInAnyCase() {
    var alice = Login.register();
    Login.post(
            "/api/auth/login",
            body(alice.username().toUpperCase(java.util.Locale.ROOT), Login.PASSWORD))
        .then()
        .statusCode(200)
        .body("user.id", equalTo(Long.toString(alice.userId())));
  }

  @Test
  void aWrongPasswordAndAnUnknownNameAreAnsweredAlike() {
    var alice = Login.register();
    var wrong = Login.post("/api/auth/login", body(alice.username(), "wrong password"));
    var unknown = Login.post("/api/auth/login", body(Login.freshName(), "wrong password"));
    var impossible = Login.post("/api/auth/login", body("no such name!", ""));
    assertEquals(401, wrong.statusCode());
    assertEquals("INVALID_CREDENTIALS", wrong.jsonPath().getString("code"));
    assertEquals(wrong.asString(), unknown.asString());
    assertEquals(wrong.asString(), impossible.asString());
  }

  @Test
  void aDamagedHashIsAnsweredAsAWrongPasswordAndToldOnce() throws Exception {
    var alice = Login.register();
    var wrong = Login.post("/api/auth/login", body(alice.username(), "wrong password"));
    var damaged = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA";
    database.update("UPDATE users SET password_hash = ? WHERE id = ?", damaged, alice.userId());
    try (var complaints = new Complaints()) {
      for (int i = 0; i < 2; i++) {
        var answer = Login.post("/api/auth/login", body(alice.username(), Login.PASSWORD));
        assertEquals(401, answer.statusCode());
        assertEquals(wrong.asString(), answer.asString());
      }
      alice
          .send("DELETE", "/api/users/@me", Map.of("password", Login.PASSWORD))
          .then()
          .statusCode(403)
          .body("code", equalTo("WRONG_PASSWORD"));
      var told = complaints.of("user " + alice.userId());
      assertEquals(1, told.size(), told.toString());
      assertTrue(told.getFirst().startsWith("ERROR"), told.toString());
      assertEquals(List.of(), complaints.of(damaged));
      assertEquals(List.of(), complaints.of(Login.PASSWORD));
    }
  }

  @Test
  void aPasswordOfMegabytesIsNotEvenRead() throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
      var head =
          """
          POST /api/auth/login HTTP/1.1\r
          Host: localhost\r
          Content-Type: application/json\r
          Content-Length: 10000000\r
          \r
          """;
      socket.getOutputStream().write(head.getBytes(UTF_8));
      var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      assertEquals("HTTP/1.1 413 Request Entity Too Large", answer.readLine());
    }
  }
}
