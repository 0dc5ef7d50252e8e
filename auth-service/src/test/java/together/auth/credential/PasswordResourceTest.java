package together.auth.credential;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import together.auth.testing.AuthPlatform;
import together.auth.testing.Database;
import together.auth.testing.Login;
import together.auth.testing.MailBox;
import together.auth.testing.Meanwhile;
import together.auth.testing.UserLog;

@QuarkusTest
@WithTestResource(AuthPlatform.class)
class PasswordResourceTest {
  private static final String NEW = "quite another horse";

  @Inject Database database;
  @Inject Meanwhile meanwhile;

  private static Response change(Login login, String old, String wanted) {
    var body = Map.of("password", old, "new_password", wanted);
    return login.send("POST", "/api/auth/password", body);
  }

  private static Response ask(String email) {
    return Login.post("/api/auth/password/reset", Map.of("email", email));
  }

  private static Response confirm(String token, String password) {
    return Login.post(
        "/api/auth/password/reset/confirm", Map.of("token", token, "password", password));
  }

  private static Response logIn(Login login, String password) {
    var body = Map.of("username", login.username(), "password", password);
    return Login.post("/api/auth/login", body);
  }

  private static void assertProblem(Response response, int status, String code) {
    response.then().statusCode(status).body("code", equalTo(code));
  }

  /** A link of a new mail to somebody who has one. */
  private static String resetToken(Login login) {
    var address = Login.address(login.username());
    int before = MailBox.all(address).size();
    ask(address).then().statusCode(202);
    return MailBox.token(MailBox.of(address, before + 1).getLast());
  }

  @Test
  void anotherPasswordEndsAllOtherSessions() throws Exception {
    var phone = Login.register();
    var laptop = phone.again();
    change(laptop, Login.PASSWORD, NEW).then().statusCode(204);
    laptop.request().get("/api/users/@me").then().statusCode(200);
    assertEquals(200, laptop.refresh().statusCode());
    phone.request().get("/api/users/@me").then().statusCode(401);
    assertEquals(401, phone.refresh().statusCode());
    var revoked = UserLog.of(phone.userId(), 2).get(1).event();
    assertEquals(2, revoked.getSeq());
    assertTrue(revoked.getSessionRevoke().hasSessionId(), "the session that stays is not meant");
    assertProblem(logIn(phone, Login.PASSWORD), 401, "INVALID_CREDENTIALS");
    logIn(phone, NEW).then().statusCode(200);
  }

  @Test
  void theOldPasswordIsAsked() {
    var alice = Login.register();
    assertProblem(change(alice, "wrong horse", NEW), 403, "WRONG_PASSWORD");
    assertProblem(alice.send("POST", "/api/auth/password", Map.of()), 422, "VALIDATION_FAILED");
    given().post("/api/auth/password").then().statusCode(401);
    logIn(alice, Login.PASSWORD).then().statusCode(200);
  }

  @Test
  void theNewOneFollowsTheRules() {
    var alice = Login.register();
    for (var bad : new String[] {"short", "password1", "x" + alice.username() + "x"}) {
      change(alice, Login.PASSWORD, bad)
          .then()
          .statusCode(422)
          .body("errors[0].field", equalTo("new_password"));
    }
  }

  @Test
  void aMailedLinkReplacesAForgottenPassword() {
    var alice = Login.withMail();
    confirm(resetToken(alice), NEW).then().statusCode(200).body("device_token", notNullValue());
    alice.request().get("/api/users/@me").then().statusCode(401);
    assertProblem(logIn(alice, Login.PASSWORD), 401, "INVALID_CREDENTIALS");
    logIn(alice, NEW).then().statusCode(200);
    // And the owner is told.
    var mails = MailBox.of(Login.address(alice.username()), 3);
    assertTrue(mails.getLast().contains("Subject: Your password was changed"), mails::getLast);
  }

  @Test
  void aLinkIsGoodOnceAndNotForLong() throws SQLException {
    var alice = Login.withMail();
    var first = resetToken(alice);
    var second = resetToken(alice);
    confirm(first, NEW).then().statusCode(200);
    assertProblem(confirm(first, NEW), 404, "INVALID_LINK");
    assertProblem(confirm(second, NEW), 404, "INVALID_LINK");
    var third = resetToken(alice);
    database.update(
        "UPDATE mail_tokens SET expires_at = now() - interval '1 s' WHERE user_id = ?",
        alice.userId());
    assertProblem(confirm(third, NEW), 404, "INVALID_LINK");
    assertProblem(confirm("", NEW), 404, "INVALID_LINK");
  }

  /**
   * Whoever changes the account takes its row, then its links: in another order two would wait for
   * each other.
   */
  @Test
  void aLinkThatIsRevokedWhileItIsFollowedIsRefused() {
    var alice = Login.withMail();
    var token = resetToken(alice);
    var revoke = "DELETE FROM mail_tokens WHERE user_id = ?";
    var answer =
        meanwhile.passwordChanges(
            alice.userId(),
            () -> confirm(token, NEW),
            () -> database.update(revoke, alice.userId()));
    assertProblem(answer, 404, "INVALID_LINK");
  }

  @Test
  void aBadPasswordDoesNotUseTheLinkUp() {
    var alice = Login.withMail();
    var token = resetToken(alice);
    confirm(token, "short").then().statusCode(422);
    confirm(token, NEW).then().statusCode(200);
  }

  @Test
  void askingTellsNothingAboutAccounts() throws SQLException {
    var alice = Login.withMail();
    var known = ask(Login.address(alice.username()));
    var unknown = ask("nobody-" + Login.freshName() + "@example.org");
    assertEquals(known.statusCode(), unknown.statusCode());
    assertEquals(known.asString(), unknown.asString());
    ask("no address").then().statusCode(422);
    // An address that is only pending gets nothing either.
    var name = Login.freshName();
    var pending = Login.address(name);
    var body = Map.of("username", name, "password", Login.PASSWORD, "email", pending);
    Login.post("/api/auth/register", body).then().statusCode(201);
    ask(pending).then().statusCode(202);
    ask(Login.address(alice.username())).then().statusCode(202);
    MailBox.of(Login.address(alice.username()), 3);
    assertEquals(1, MailBox.of(pending, 1).size());
  }

  @Test
  void anAddressGetsFiveSuchMailsAnHour() throws SQLException {
    var alice = Login.withMail();
    var address = Login.address(alice.username());
    for (int i = 0; i < 8; i++) {
      ask(address).then().statusCode(202);
    }
    MailBox.of(address, 6);
    var waiting = "SELECT count(*) FROM mails WHERE address = ? AND sent_at IS NULL";
    org.awaitility.Awaitility.await().until(() -> database.number(waiting, address) == 0);
    assertEquals(6, MailBox.all(address).size());
  }

  @Test
  void aHashOfAnotherPlatformIsTakenAndReplacedAtTheNextLogin() throws SQLException {
    var alice = Login.register();
    var bcrypt = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";
    database.update("UPDATE users SET password_hash = ? WHERE id = ?", bcrypt, alice.userId());
    assertProblem(logIn(alice, "u*u"), 401, "INVALID_CREDENTIALS");
    logIn(alice, "U*U").then().statusCode(200);
    var argon = "SELECT count(*) FROM users WHERE id = ? AND password_hash LIKE '$argon2id$%'";
    assertEquals(1, database.number(argon, alice.userId()));
    logIn(alice, "U*U").then().statusCode(200);
  }

  @Test
  void aHashOfLowerCostIsReplacedAtTheNextLogin() throws SQLException {
    var alice = Login.register();
    var cheap =
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
    database.update("UPDATE users SET password_hash = ? WHERE id = ?", cheap, alice.userId());
    logIn(alice, "password").then().statusCode(200);
    var today = "SELECT count(*) FROM users WHERE id = ? AND password_hash LIKE '%m=19456,t=2,%'";
    assertEquals(1, database.number(today, alice.userId()));
    logIn(alice, "password").then().statusCode(200);
  }
}
