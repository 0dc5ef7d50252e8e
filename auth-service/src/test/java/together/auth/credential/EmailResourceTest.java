package together.auth.credential;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import together.auth.testing.AuthPlatform;
import together.auth.testing.Login;
import together.auth.testing.MailBox;
import together.auth.testing.Meanwhile;

@QuarkusTest
@WithTestResource(AuthPlatform.class)
class EmailResourceTest {
  @Inject Meanwhile meanwhile;

  private static Response change(Login login, String email) {
    var body = Map.of("password", Login.PASSWORD, "email", email);
    return login.send("POST", "/api/auth/email", body);
  }

  private static Response confirm(String token) {
    return Login.post("/api/auth/email/confirm", Map.of("token", token));
  }

  private static Response resend(Login login) {
    return login.request().post("/api/auth/email/resend");
  }

  private static Response registerWith(String email) {
    var body = Map.of("username", Login.freshName(), "password", Login.PASSWORD, "email", email);
    return Login.post("/api/auth/register", body);
  }

  @Test
  void aMailedLinkConfirmsTheFirstAddressAndEndsNoSession() {
    var alice = Login.withMail();
    alice
        .request()
        .get("/api/users/@me")
        .then()
        .statusCode(200)
        .body("email", equalTo(Login.address(alice.username())))
        .body("pending_email", nullValue());
    assertEquals(200, alice.refresh().statusCode());
  }

  @Test
  void aTakenAddressIsToldByMailOnly() {
    var alice = Login.withMail();
    var address = Login.address(alice.username());
    var again =
        registerWith(address.toUpperCase(Locale.ROOT).replace("EXAMPLE.ORG", "Example.ORG"));
    var fresh = registerWith(Login.address(Login.freshName()));
    assertEquals(201, again.statusCode());
    assertEquals(fresh.jsonPath().getMap("$").keySet(), again.jsonPath().getMap("$").keySet());
    var mail =
        MailBox.of(
                address.substring(0, address.indexOf('@')).toUpperCase(Locale.ROOT)
                    + "@example.org",
                1)
            .getFirst();
    assertTrue(mail.contains("It belongs to\r\nyour account \"" + alice.username()), mail);
    assertFalse(mail.contains("#"), "no link confirms it");
  }

  @Test
  void ofTwoWhoWaitForOneAddressTheFirstToFollowTheLinkHasIt() {
    var address = Login.address(Login.freshName());
    var first = Login.of(registerWith(address));
    var second = Login.of(registerWith(address));
    var mails = MailBox.of(address, 2);
    confirm(MailBox.token(mails.get(1))).then().statusCode(204);
    confirm(MailBox.token(mails.get(0)))
        .then()
        .statusCode(409)
        .body("code", equalTo("EMAIL_TAKEN"));
    second.request().get("/api/users/@me").then().body("email", equalTo(address));
    first.request().get("/api/users/@me").then().body("email", nullValue());
  }

  @Test
  void anotherAddressCountsOnceItsLinkIsFollowedAndEndsAllOtherSessions() {
    var phone = Login.withMail();
    var laptop = phone.again();
    var old = Login.address(phone.username());
    var fresh = Login.address(Login.freshName());
    change(laptop, fresh).then().statusCode(202);
    laptop
        .request()
        .get("/api/users/@me")
        .then()
        .body("email", equalTo(old))
        .body("pending_email", equalTo(fresh));
    confirm(MailBox.token(MailBox.of(fresh, 1).getFirst())).then().statusCode(204);
    laptop.request().get("/api/users/@me").then().statusCode(200).body("email", equalTo(fresh));
    phone.request().get("/api/users/@me").then().statusCode(401);
    var told = MailBox.of(old, 2).getLast();
    assertTrue(told.contains("Subject: Your e-mail address was changed"), told);
  }

  @Test
  void aPasswordThatChangesMeanwhileSetsNoAddress() {
    var alice = Login.withMail();
    var thiefs = Login.address(Login.freshName());
    meanwhile
        .passwordChanges(alice.userId(), () -> change(alice, thiefs))
        .then()
        .statusCode(403)
        .body("code", equalTo("WRONG_PASSWORD"));
    alice.request().get("/api/users/@me").then().body("pending_email", nullValue());
  }

  @Test
  void aLinkIsGoodOnceAndOnlyForTheAddressThatIsWanted() {
    var alice = Login.withMail();
    var first = Login.address(Login.freshName());
    var second = Login.address(Login.freshName());
    change(alice, first).then().statusCode(202);
    var toFirst = MailBox.token(MailBox.of(first, 1).getFirst());
    change(alice, second).then().statusCode(202);
    var toSecond = MailBox.token(MailBox.of(second, 1).getFirst());
    for (var token : new String[] {toFirst, "", "A".repeat(43)}) {
      confirm(token).then().statusCode(404).body("code", equalTo("INVALID_LINK"));
    }
    confirm(toSecond).then().statusCode(204);
    confirm(toSecond).then().statusCode(404);
  }

  @Test
  void theLinkIsSentAgainButNotInTheNameOfWhoAsksForIt() {
    var owner = Login.withMail();
    var thief = owner.again();
    var fresh = Login.address(Login.freshName());
    change(owner, fresh).then().statusCode(202);
    MailBox.of(fresh, 1);
    resend(thief).then().statusCode(202);
    confirm(MailBox.token(MailBox.of(fresh, 2).getLast())).then().statusCode(204);
    thief.request().get("/api/users/@me").then().statusCode(401);
    resend(owner.again()).then().statusCode(409).body("code", equalTo("NO_PENDING_EMAIL"));
  }

  /** Else who knew the old password takes the account over after all. */
  @Test
  void aNewPasswordVoidsTheLinksThatSomebodyElseAskedFor() {
    var owner = Login.withMail();
    var thief = owner.again();
    var his = Login.address(Login.freshName());
    change(thief, his).then().statusCode(202);
    var link = MailBox.token(MailBox.of(his, 1).getFirst());
    var body = Map.of("password", Login.PASSWORD, "new_password", "quite another horse");
    owner.send("POST", "/api/auth/password", body).then().statusCode(204);
    confirm(link).then().statusCode(404).body("code", equalTo("INVALID_LINK"));
    owner
        .request()
        .get("/api/users/@me")
        .then()
        .body("email", equalTo(Login.address(owner.username())))
        .body("pending_email", nullValue());
  }

  @Test
  void asksForThePasswordAndForAnAddress() {
    var alice = Login.register();
    var wrong = Map.of("password", "wrong horse", "email", "a@example.org");
    alice.send("POST", "/api/auth/email", wrong).then().statusCode(403);
    change(alice, "no address").then().statusCode(422).body("errors[0].field", equalTo("email"));
    Login.post("/api/auth/email", wrong).then().statusCode(401);
    Login.post("/api/auth/email/resend", Map.of()).then().statusCode(401);
  }
}
