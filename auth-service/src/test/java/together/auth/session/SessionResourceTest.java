package together.auth.session;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import together.auth.testing.AuthPlatform;
import together.auth.testing.Login;
import together.auth.testing.UserLog;

@QuarkusTest
@WithTestResource(AuthPlatform.class)
class SessionResourceTest {
  private static List<String> ids(Login login) {
    return login.request().get("/api/auth/sessions").jsonPath().getList("id");
  }

  private static void assertOut(Login login) {
    login.request().get("/api/users/@me").then().statusCode(401);
    assertEquals(401, login.refresh().statusCode());
  }

  @Test
  void listsLoginsWithTheirDevices() {
    var phone = Login.register();
    var body = Map.of("username", phone.username(), "password", Login.PASSWORD);
    given()
        .contentType(ContentType.JSON)
        .header("User-Agent", "Laptop")
        .header("X-Forwarded-For", "6.6.6.6, 198.51.100.7")
        .body(body)
        .post("/api/auth/login");
    phone
        .request()
        .get("/api/auth/sessions")
        .then()
        .statusCode(200)
        .body("$", hasSize(2))
        .body("[0].device", equalTo("Laptop"))
        .body("[0].address", equalTo("198.51.100.7"))
        .body("[0].current", equalTo(false))
        .body("[1].current", equalTo(true))
        .body(
            "[1].last_used_at",
            matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
  }

  @Test
  void logoutEndsThisSessionAndTellsTheGateways() throws Exception {
    var phone = Login.register();
    var laptop = phone.again();
    var session = ids(phone).get(1);
    phone.request().post("/api/auth/logout").then().statusCode(204);
    assertOut(phone);
    assertEquals(200, laptop.refresh().statusCode());
    var event = UserLog.of(phone.userId(), 2).get(1);
    assertEquals("together.user.v1.session_revoke", event.header("ce_type"));
    assertEquals("2", event.header("seq"));
    assertEquals(Long.parseLong(session), event.event().getSessionRevoke().getSessionId());
  }

  @Test
  void logoutAllEndsEverySession() throws Exception {
    var phone = Login.register();
    var laptop = phone.again();
    laptop.request().post("/api/auth/logout-all").then().statusCode(204);
    assertOut(phone);
    assertOut(laptop);
    var revoked = UserLog.of(phone.userId(), 2).get(1).event().getSessionRevoke();
    assertFalse(revoked.hasSessionId());
    assertEquals(200, phone.again().request().get("/api/users/@me").statusCode());
  }

  @Test
  void anotherSessionCanBeEnded() {
    var phone = Login.register();
    var laptop = phone.again();
    var lost = ids(phone).get(1);
    laptop.request().delete("/api/auth/sessions/" + lost).then().statusCode(204);
    assertOut(phone);
    laptop.request().delete("/api/auth/sessions/" + lost).then().statusCode(404);
    assertEquals(1, ids(laptop).size());
  }

  @Test
  void nobodyEndsASessionOfAnother() {
    var alice = Login.register();
    var mallory = Login.register();
    var target = ids(alice).getFirst();
    mallory
        .request()
        .delete("/api/auth/sessions/" + target)
        .then()
        .statusCode(404)
        .body("code", equalTo("NOT_FOUND"));
    assertEquals(200, alice.refresh().statusCode());
  }

  @Test
  void eachRouteAsksForAToken() {
    given().get("/api/auth/sessions").then().statusCode(401);
    given().delete("/api/auth/sessions/1").then().statusCode(401);
    given().post("/api/auth/logout").then().statusCode(401);
    given().post("/api/auth/logout-all").then().statusCode(401);
  }
}
