package together.auth.event;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import together.auth.testing.AuthPlatform;
import together.auth.testing.Database;
import together.auth.testing.Login;
import together.auth.testing.MailBox;
import together.platform.testing.TopicLog;
import together.proto.SecurityEvent;

@QuarkusTest
@WithTestResource(AuthPlatform.class)
class SecurityEventResourceTest {
  private static final TopicLog<SecurityEvent> LOG =
      new TopicLog<>("together.security.v1", SecurityEvent.parser());

  @Inject Database database;
  @Inject SecurityEventRepository repository;

  private static List<String> types(Login login) {
    return login.request().get("/api/auth/events").jsonPath().getList("type");
  }

  private static void awaitTypes(Login login, String... newestFirst) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertEquals(List.of(newestFirst), types(login)));
  }

  private static void logIn(Login login, String password, String device) {
    given()
        .contentType(ContentType.JSON)
        .header("User-Agent", device)
        .body(Map.of("username", login.username(), "password", password))
        .post("/api/auth/login");
  }

  @Test
  void loginsFailuresAndNewDevicesAreListedAndTold() throws Exception {
    var alice = Login.register();
    logIn(alice, Login.PASSWORD, "Laptop");
    logIn(alice, "wrong horse", "Toaster");
    awaitTypes(alice, "login_failure", "new_device", "login", "login");
    var newest = alice.request().get("/api/auth/events?limit=1").jsonPath();
    assertEquals("Toaster", newest.getString("[0].device"));
    assertEquals("127.0.0.1", newest.getString("[0].address"));
    assertEquals(1, newest.getList("$").size());

    var told = LOG.read(event -> event.getUserId() == alice.userId(), 4);
    var cases = new ArrayList<SecurityEvent.EventCase>();
    for (int i = 0; i < told.size(); i++) {
      assertEquals(i + 1, told.get(i).event().getSeq());
      assertEquals(Integer.toString(i + 1), told.get(i).header("seq"));
      cases.add(told.get(i).event().getEventCase());
    }
    assertEquals(
        List.of(
            SecurityEvent.EventCase.LOGIN,
            SecurityEvent.EventCase.LOGIN,
            SecurityEvent.EventCase.NEW_DEVICE,
            SecurityEvent.EventCase.LOGIN_FAILURE),
        cases);
    assertEquals(newest.getString("[0].id"), Long.toString(told.getLast().event().getId()));
    assertEquals("together.security.v1.login_failure", told.getLast().header("ce_type"));
  }

  @Test
  void aLoginOnANewDeviceIsToldByMail() {
    var alice = Login.withMail();
    logIn(alice, Login.PASSWORD, "Toaster 3000");
    var mail = MailBox.of(Login.address(alice.username()), 2).getLast();
    assertTrue(mail.contains("Toaster 3000, 127.0.0.1"), mail);
    logIn(alice, Login.PASSWORD, "Toaster 3000");
    awaitTypes(alice, "login", "new_device", "login", "email_change", "login");
    assertEquals(2, MailBox.all(Login.address(alice.username())).size());
  }

  @Test
  void aRefreshTokenUsedAgainIsListed() throws SQLException {
    var thief = Login.register();
    var owner = thief.again();
    thief.refresh();
    database.update(
        "UPDATE refresh_tokens SET used_at = used_at - interval '31 s' WHERE used_at IS NOT NULL"
            + " AND session_id IN (SELECT id FROM sessions WHERE user_id = ?)",
        thief.userId());
    thief.refresh().then().statusCode(401);
    assertEquals(List.of("refresh_reuse", "login", "login"), types(owner));
  }

  @Test
  void changesOfPasswordAndSecondFactorAreListed() {
    var alice = Login.register();
    var proof = Map.of("password", Login.PASSWORD);
    String secret = alice.send("POST", "/api/auth/mfa/totp", proof).then().extract().path("secret");
    var app = new together.auth.testing.Authenticator(secret);
    alice.send("POST", "/api/auth/mfa/totp/confirm", Map.of("code", app.code(-1)));
    var wrong = Map.of("password", Login.PASSWORD, "code", "000000");
    alice.send("DELETE", "/api/auth/mfa/totp", wrong).then().statusCode(403);
    var right = Map.of("password", Login.PASSWORD, "code", app.code(0));
    alice.send("DELETE", "/api/auth/mfa/totp", right).then().statusCode(204);
    var change = Map.of("password", Login.PASSWORD, "new_password", "quite another horse");
    alice.send("POST", "/api/auth/password", change).then().statusCode(204);
    assertEquals(
        List.of("password_change", "mfa_disable", "mfa_failure", "mfa_enable", "login"),
        types(alice));
  }

  @Test
  void pagesFollowEachOther() {
    var alice = Login.register();
    for (int i = 0; i < 4; i++) {
      alice.again();
    }
    List<String> all = alice.request().get("/api/auth/events").jsonPath().getList("id");
    assertEquals(5, all.size());
    var path = "/api/auth/events?limit=2&before=" + all.get(1);
    assertEquals(all.subList(2, 4), alice.request().get(path).jsonPath().getList("id"));
    var after = "/api/auth/events?after=" + all.get(3);
    assertEquals(all.subList(0, 3), alice.request().get(after).jsonPath().getList("id"));
    for (var bad : new String[] {"limit=0", "limit=101", "limit=x", "before=x", "after=x"}) {
      alice.request().get("/api/auth/events?" + bad).then().statusCode(422);
    }
  }

  @Test
  void nobodySeesAnothers() {
    var alice = Login.register();
    assertEquals(List.of("login"), types(Login.register()));
    assertEquals(List.of("login"), types(alice));
    given().get("/api/auth/events").then().statusCode(401);
  }

  @Test
  void theyGoAfterHalfAYear() throws SQLException {
    var alice = Login.register();
    database.update(
        "UPDATE security_events SET at = at - interval '181 d' WHERE user_id = ?", alice.userId());
    assertTrue(!repository.purge(Instant.parse("2020-01-01T00:00:00Z")));
    assertEquals(List.of("login"), types(alice));
    repository.purge(java.time.Clock.systemUTC().instant());
    assertEquals(List.of(), types(alice));
  }
}
