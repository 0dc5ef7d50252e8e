package together.auth.session;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import together.auth.testing.AuthPlatform;
import together.auth.testing.Database;
import together.auth.testing.Login;
import together.auth.testing.UserLog;

@QuarkusTest
@WithTestResource(AuthPlatform.class)
class RefreshResourceTest {
  private static final String OF_USER =
      " WHERE session_id IN (SELECT id FROM sessions WHERE user_id = ?)";

  @Inject Database database;

  private void letTheGracePass(Login login) throws SQLException {
    var sql = "UPDATE refresh_tokens SET used_at = used_at - interval '31 s'" + OF_USER;
    assertTrue(database.update(sql, login.userId()) > 0);
  }

  private static void assertRefused(Response response) {
    response.then().statusCode(401).body("code", equalTo("INVALID_REFRESH_TOKEN"));
  }

  @Test
  void eachUseGivesTheNextToken() {
    var login = Login.register();
    var next = Login.of(login.refresh().then().statusCode(200).extract().response());
    assertNotEquals(login.refreshToken(), next.refreshToken());
    assertEquals(login.userId(), next.userId());
    next.request().get("/api/users/@me").then().statusCode(200);
    assertEquals(200, next.refresh().statusCode());
  }

  @Test
  void aLostAnswerMayBeAskedForAgain() {
    var login = Login.register();
    var lost = Login.of(login.refresh());
    var repeated = Login.of(login.refresh());
    assertEquals(lost.refreshToken(), repeated.refreshToken());
    assertEquals(200, repeated.refresh().statusCode());
  }

  @Test
  void manyUsesAtOnceGiveOneNextToken() throws Exception {
    var login = Login.register();
    var calls = new ArrayList<Callable<Response>>();
    for (int i = 0; i < 8; i++) {
      calls.add(login::refresh);
    }
    var tokens = new HashSet<String>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var call : threads.invokeAll(calls)) {
        tokens.add(Login.of(call.get().then().statusCode(200).extract().response()).refreshToken());
      }
    }
    assertEquals(1, tokens.size());
    var all = "SELECT count(*) FROM refresh_tokens" + OF_USER;
    assertEquals(2, database.number(all, login.userId()));
  }

  @Test
  void aUseAfterTheGraceEndsTheSession() throws Exception {
    var login = Login.register();
    var thief = Login.of(login.refresh());
    letTheGracePass(login);

    assertRefused(login.refresh());

    assertRefused(thief.refresh());
    thief.request().get("/api/users/@me").then().statusCode(401);
    var revoked = UserLog.of(login.userId(), 2).get(1).event();
    assertEquals(2, revoked.getSeq());
    assertTrue(revoked.getSessionRevoke().hasSessionId());
  }

  /** A used token is then of the future: it gets no second grace, however far the clock went. */
  @Test
  void aClockThatWentBackMakesTheGraceNoLonger() throws SQLException {
    var login = Login.register();
    login.refresh().then().statusCode(200);
    var later = "UPDATE refresh_tokens SET used_at = used_at + interval '1 hour'" + OF_USER;
    assertTrue(database.update(later, login.userId()) > 0);
    assertRefused(login.refresh());
  }

  @Test
  void theListOfSessionsShowsFromWhereItWasUsedLast() {
    var login = Login.register();
    var body = Map.of("refresh_token", login.refreshToken());
    var next = Login.of(Login.post("/api/auth/refresh", body, "198.51.100.99"));
    next.request().get("/api/auth/sessions").then().body("[0].address", equalTo("198.51.100.99"));
  }

  @Test
  void anotherSessionOfTheUserLivesOn() throws Exception {
    var login = Login.register();
    var other = login.again();
    login.refresh();
    letTheGracePass(login);
    assertRefused(login.refresh());
    assertEquals(200, other.refresh().statusCode());
  }

  @Test
  void anExpiredTokenIsNotGood() throws SQLException {
    var login = Login.register();
    database.update(
        "UPDATE refresh_tokens SET expires_at = now() - interval '1 s'" + OF_USER, login.userId());
    assertRefused(login.refresh());
  }

  @Test
  void aTokenOfARevokedSessionIsNotGood() {
    var login = Login.register();
    login.request().post("/api/auth/logout").then().statusCode(204);
    assertRefused(login.refresh());
  }

  @Test
  void whatIsNoTokenIsNotGood() {
    for (var token : new String[] {"", "x", "A".repeat(43), "!".repeat(43), "A".repeat(10_000)}) {
      assertRefused(Login.post("/api/auth/refresh", Map.of("refresh_token", token)));
    }
  }

  @Test
  void tokensAreNotStoredAsTheyAre() throws SQLException {
    var login = Login.register();
    var next = Login.of(login.refresh());
    for (var token : new String[] {login.refreshToken(), next.refreshToken()}) {
      var raw = java.util.Base64.getUrlDecoder().decode(token);
      var found = "SELECT count(*) FROM refresh_tokens WHERE hash = ? OR sealed_successor = ?";
      assertEquals(0, database.number(found, raw, raw));
    }
  }
}
