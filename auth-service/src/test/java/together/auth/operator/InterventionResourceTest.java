package together.auth.operator;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import together.auth.testing.AuthPlatform;
import together.auth.testing.Database;
import together.auth.testing.Login;
import together.auth.testing.MailBox;
import together.auth.testing.UserLog;
import together.platform.testing.TopicLog;
import together.proto.SecurityEvent;
import together.proto.SecurityEvent.EventCase;

/** What the operator does to an account in danger. */
@QuarkusTest
@WithTestResource(AuthPlatform.class)
class InterventionResourceTest {
  private static final String NEW = "quite another horse";
  private static final String OPERATOR = "Operator " + AuthPlatform.OPERATOR_TOKEN;
  private static final TopicLog<SecurityEvent> LOG =
      new TopicLog<>("together.security.v1", SecurityEvent.parser());

  @Inject Database database;

  private static Response endSessions(String authorization, Object id) {
    return given()
        .header("Authorization", authorization)
        .delete("/api/operator/accounts/" + id + "/sessions");
  }

  private static Response reset(String authorization, Object id) {
    return given()
        .header("Authorization", authorization)
        .post("/api/operator/accounts/" + id + "/password-reset");
  }

  private static Response logIn(Login login, String password) {
    var body = Map.of("username", login.username(), "password", password);
    return Login.post("/api/auth/login", body);
  }

  private static void assertProblem(Response response, int status, String code) {
    response.then().statusCode(status).body("code", equalTo(code));
  }

  private static void assertLives(Login session) {
    session.request().get("/api/users/@me").then().statusCode(200);
    assertEquals(200, session.refresh().statusCode());
  }

  private static void assertEnded(Login session) {
    session.request().get("/api/users/@me").then().statusCode(401);
    assertProblem(session.refresh(), 401, "INVALID_REFRESH_TOKEN");
  }

  /** To the gateways, to the owner and on the topic; never from where the operator came. */
  private static void assertTold(Login owner, EventCase told, int count) throws Exception {
    assertFalse(UserLog.of(owner.userId(), 2).getLast().event().getSessionRevoke().hasSessionId());
    var last = LOG.read(event -> event.getUserId() == owner.userId(), count).getLast().event();
    assertEquals(told, last.getEventCase());
    assertEquals("operator", last.getDevice());
    assertEquals("", last.getAddress());
    assertFalse(last.hasSessionId());
  }

  @Test
  void allSessionsEndAndTheOwnerIsTold() throws Exception {
    var phone = Login.register();
    var laptop = phone.again();
    var other = Login.register();
    endSessions(OPERATOR, phone.userId()).then().statusCode(204);
    assertEnded(phone);
    assertEnded(laptop);
    assertLives(other);
    assertTold(phone, EventCase.OPERATOR_LOGOUT, 3);
    phone.again().request().get("/api/auth/events").then().body("type", hasItem("operator_logout"));
  }

  @Test
  void aResetIsMailedToTheOwnerAloneAndEndsAllSessions() throws Exception {
    var phone = Login.withMail();
    var laptop = phone.again();
    reset(OPERATOR, phone.userId()).then().statusCode(202).body(emptyString());
    assertEnded(phone);
    assertEnded(laptop);
    assertTold(phone, EventCase.OPERATOR_RESET, 4);
    var mail = MailBox.of(Login.address(phone.username()), 2).getLast();
    assertTrue(mail.contains("the operator of this Together has ended all sessions"), mail);

    // Nothing of the account has changed before the link is followed.
    var owner = Login.of(logIn(phone, Login.PASSWORD));
    var events = owner.request().get("/api/auth/events").then();
    events.body("type", hasItem("operator_reset")).body("type", not(hasItem("password_reset")));

    var chosen = Map.of("token", MailBox.token(mail), "password", NEW);
    Login.post("/api/auth/password/reset/confirm", chosen).then().statusCode(200);
    assertProblem(logIn(phone, Login.PASSWORD), 401, "INVALID_CREDENTIALS");
    logIn(phone, NEW).then().statusCode(200);
  }

  @Test
  void anAddressThatAThiefAskedForIsNotConfirmedAnyMore() {
    var owner = Login.withMail();
    var his = Login.address(Login.freshName());
    var body = Map.of("password", Login.PASSWORD, "email", his);
    owner.again().send("POST", "/api/auth/email", body).then().statusCode(202);
    var link = Map.of("token", MailBox.token(MailBox.of(his, 1).getFirst()));
    endSessions(OPERATOR, owner.userId()).then().statusCode(204);
    assertProblem(Login.post("/api/auth/email/confirm", link), 404, "INVALID_LINK");
  }

  @Test
  void withoutAConfirmedAddressNothingIsReset() {
    var none = Login.register();
    assertProblem(reset(OPERATOR, none.userId()), 409, "NO_CONFIRMED_EMAIL");
    assertLives(none);

    var name = Login.freshName();
    var body = Map.of("username", name, "password", Login.PASSWORD, "email", Login.address(name));
    var pending = Login.of(Login.post("/api/auth/register", body));
    assertProblem(reset(OPERATOR, pending.userId()), 409, "NO_CONFIRMED_EMAIL");
    assertLives(pending);
  }

  @Test
  void anAccountThatIsNoneOrIsBeingErasedIsUnknown() throws SQLException {
    var gone = Login.withMail();
    database.update("UPDATE users SET closed_at = now() WHERE id = ?", gone.userId());
    for (long id : List.of(1L, gone.userId())) {
      assertProblem(endSessions(OPERATOR, id), 404, "UNKNOWN_USER");
      assertProblem(reset(OPERATOR, id), 404, "UNKNOWN_USER");
    }
    assertEquals(404, endSessions(OPERATOR, "alice").statusCode());
    assertEquals(404, reset(OPERATOR, "alice").statusCode());
    var traces = "SELECT count(*) FROM security_events WHERE user_id = ? AND type LIKE 'operator%'";
    assertEquals(0, database.number(traces, gone.userId()));
  }

  @Test
  void onlyTheOperatorMayDoIt() {
    var alice = Login.withMail();
    for (var header :
        List.of(
            "", "Operator wrong", AuthPlatform.OPERATOR_TOKEN, "Bearer " + alice.accessToken())) {
      assertProblem(endSessions(header, alice.userId()), 401, "INVALID_OPERATOR_TOKEN");
      assertProblem(reset(header, alice.userId()), 401, "INVALID_OPERATOR_TOKEN");
    }
    assertLives(alice);
  }
}
