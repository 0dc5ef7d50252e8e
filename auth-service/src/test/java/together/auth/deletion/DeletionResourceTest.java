package together.auth.deletion;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.awt.Color;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import together.auth.testing.AuthPlatform;
import together.auth.testing.Authenticator;
import together.auth.testing.Database;
import together.auth.testing.FakeGuildService;
import together.auth.testing.Login;
import together.auth.testing.MailBox;
import together.auth.testing.Queues;
import together.auth.testing.UserLog;
import together.platform.testing.Pictures;
import together.proto.UserEvent;

/** Accounts that are deleted, taken back and erased. */
@QuarkusTest
@WithTestResource(AuthPlatform.class)
class DeletionResourceTest {
  private static final Map<String, ?> PROOF = Map.of("password", Login.PASSWORD);
  private static final Map<String, ?> WITH_MESSAGES =
      Map.of("password", Login.PASSWORD, "messages", true);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final double A_DAY = Duration.ofDays(1).toSeconds();

  @Inject Database database;
  @Inject DeletionWorker worker;
  @Inject Queues queues;

  private static Response delete(Login login, Map<String, ?> proof) {
    return login.send("DELETE", "/api/users/@me", proof);
  }

  private static Response logIn(Login login) {
    var body = Map.of("username", login.username(), "password", Login.PASSWORD);
    return Login.post("/api/auth/login", body);
  }

  private static String ticket(Login login) {
    return logIn(login).then().statusCode(200).extract().path("restore_ticket");
  }

  private static Response restore(String ticket) {
    return Login.post("/api/users/@me/restore", Map.of("ticket", ticket));
  }

  private static Response profile(Login reader, Login of) {
    return reader.request().get("/api/users/" + of.userId());
  }

  /** The time to come back is over. */
  private void timePasses(Login login) throws SQLException {
    database.update(
        "UPDATE users SET deletion_at = now() - interval '1 second' WHERE id = ?", login.userId());
    database.update(
        "UPDATE deletions SET next_attempt_at = now() - interval '1 second' WHERE user_id = ?",
        login.userId());
  }

  private void awaitErased(Login reader, Login gone) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> "Deleted user".equals(profile(reader, gone).path("global_name")));
  }

  @Test
  void deletionEndsAllSessionsAndSaysWhen() throws Exception {
    var phone = Login.withMail();
    var laptop = phone.again();
    String at =
        delete(phone, PROOF)
            .then()
            .statusCode(202)
            .body("messages", equalTo(false))
            .extract()
            .path("deletion_at");
    var days = Duration.between(Clock.systemUTC().instant(), Instant.parse(at)).plusHours(1);
    assertEquals(14, days.toDays());
    phone.request().get("/api/users/@me").then().statusCode(401);
    assertEquals(401, laptop.refresh().statusCode());
    assertFalse(UserLog.of(phone.userId(), 2).getLast().event().getSessionRevoke().hasSessionId());
    assertTrue(MailBox.of(Login.address(phone.username()), 2).getLast().contains(at));
  }

  @Test
  void aLoginMeanwhileIsForComingBackAlone() {
    var alice = Login.register();
    delete(alice, PROOF).then().statusCode(202);
    var ticket =
        logIn(alice)
            .then()
            .statusCode(200)
            .body("$", not(hasKey("access_token")))
            .body("deletion_at", containsString("T"))
            .extract()
            .<String>path("restore_ticket");
    var back = Login.of(restore(ticket).then().statusCode(200).extract().response());
    back.request()
        .get("/api/auth/events")
        .then()
        .body("type", hasItems("deletion_request", "deletion_cancel", "login"));
    assertEquals(401, restore(ticket).statusCode());
    assertTrue(alice.again().userId() == alice.userId(), "logs in as before");
  }

  @Test
  void theSecondFactorIsAskedForToGoAndToComeBack() {
    var alice = Login.register();
    String secret = alice.send("POST", "/api/auth/mfa/totp", PROOF).path("secret");
    var app = new Authenticator(secret);
    alice.send("POST", "/api/auth/mfa/totp/confirm", Map.of("code", app.code(-1)));
    delete(alice, PROOF).then().statusCode(403).body("code", equalTo("MFA_REQUIRED"));
    var proof = Map.of("password", Login.PASSWORD, "code", app.code(0));
    delete(alice, proof).then().statusCode(202);
    String wait =
        logIn(alice)
            .then()
            .statusCode(200)
            .body("$", not(hasKey("restore_ticket")))
            .extract()
            .path("ticket");
    assertEquals(401, restore(wait).statusCode());
    String ticket =
        Login.post("/api/auth/login/mfa", Map.of("ticket", wait, "code", app.code(1)))
            .then()
            .statusCode(200)
            .body("$", not(hasKey("access_token")))
            .extract()
            .path("restore_ticket");
    assertEquals(
        401,
        Login.post("/api/auth/login/mfa", Map.of("ticket", ticket, "code", app.code(1)))
            .statusCode());
    restore(ticket).then().statusCode(200);
  }

  @Test
  void theRightPasswordIsAskedFor() {
    var alice = Login.register();
    delete(alice, Map.of()).then().statusCode(403).body("code", equalTo("WRONG_PASSWORD"));
    delete(alice, Map.of("password", "no")).then().statusCode(403);
    delete(alice, Map.of("password", Login.PASSWORD, "messages", "yes")).then().statusCode(422);
    restore("nothing").then().statusCode(401).body("code", equalTo("INVALID_RESTORE_TICKET"));
    Login.post("/api/users/@me/restore", Map.of()).then().statusCode(422);
    alice.request().get("/api/users/@me").then().statusCode(200);
  }

  @Test
  void twoDeletionsAtOnceAreOne() throws Exception {
    var phone = Login.register();
    var laptop = phone.again();
    var calls = new ArrayList<Callable<Response>>();
    calls.add(() -> delete(phone, PROOF));
    calls.add(() -> delete(laptop, PROOF));
    var dates = new ArrayList<String>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var call : threads.invokeAll(calls)) {
        // The later one may find its session ended already.
        assertTrue(List.of(202, 401).contains(call.get().statusCode()), call.get().asString());
        if (call.get().statusCode() == 202) {
          dates.add(call.get().path("deletion_at"));
        }
      }
    }
    assertEquals(1, dates.stream().distinct().count());
    assertEquals(
        1, database.number("SELECT count(*) FROM deletions WHERE user_id = ?", phone.userId()));
  }

  @Test
  void whatIsPersonalIsErasedOnceServersAreLeft() throws Exception {
    var alice = Login.withMail();
    var friend = Login.register();
    var enemy = Login.register();
    var path = "/api/users/@me/relationships/";
    alice.send("PUT", path + friend.userId(), Map.of("type", "friend")).then().statusCode(200);
    friend.send("PUT", path + alice.userId(), Map.of("type", "friend")).then().statusCode(200);
    enemy.send("PUT", path + alice.userId(), Map.of("type", "block")).then().statusCode(200);
    delete(alice, WITH_MESSAGES).then().statusCode(202);
    timePasses(alice);
    awaitErased(friend, alice);
    assertTrue(FakeGuildService.hasLeft(alice.userId()));
    profile(friend, alice)
        .then()
        .statusCode(200)
        .body("username", equalTo("deleted_user_" + alice.userId()))
        .body("avatar", nullValue());
    friend.request().get("/api/users/@me/relationships").then().body("$", hasSize(0));
    enemy.request().get("/api/users/@me/relationships").then().body("$", hasSize(0));
    logIn(alice).then().statusCode(401);
    friend
        .send("PUT", path + alice.userId(), Map.of("type", "friend"))
        .then()
        .statusCode(404)
        .body("code", equalTo("UNKNOWN_USER"));
    assertNothingIsLeft(alice);

    // The revision that the last one of so many events has.
    var events = UserLog.of(alice.userId(), 7);
    var last = events.getLast().event();
    assertTrue(last.getUserErase().getMessages());
    var before = events.get(events.size() - 2).event();
    assertEquals(UserEvent.EventCase.USER_UPDATE, before.getEventCase());
    assertEquals("Deleted user", before.getUserUpdate().getGlobalName());
    assertEquals(last.getSeq(), before.getSeq() + 1);
  }

  private void assertNothingIsLeft(Login gone) throws SQLException {
    for (var table :
        List.of(
            "avatars",
            "deletions",
            "login_tickets",
            "mail_tokens",
            "mails",
            "recovery_codes",
            "relationships",
            "security_events",
            "security_heads",
            "sessions",
            "totp")) {
      var rows = "SELECT count(*) FROM " + table + " WHERE user_id = ?";
      assertEquals(0, database.number(rows, gone.userId()), table);
    }
    var traces =
        "SELECT count(*) FROM users WHERE id = ? AND (password_hash IS NOT NULL OR email IS NOT NULL"
            + " OR pending_email IS NOT NULL OR position(? IN users::text) > 0)";
    assertEquals(0, database.number(traces, gone.userId(), gone.username()));
  }

  @Test
  void thePictureIsErasedToo() throws Exception {
    var alice = Login.register();
    var friend = Login.register();
    String hash =
        alice
            .request()
            .contentType("image/png")
            .body(Pictures.png(Color.RED, 300, 200))
            .put("/api/users/@me/avatar")
            .then()
            .statusCode(200)
            .extract()
            .path("avatar");
    var url = "/api/users/" + alice.userId() + "/avatar/" + hash;
    var images = "SELECT count(*) FROM avatars WHERE user_id = ?";
    delete(alice, PROOF).then().statusCode(202);
    RestAssured.get(url).then().statusCode(200);
    assertTrue(database.number(images, alice.userId()) > 0);
    timePasses(alice);
    awaitErased(friend, alice);
    assertEquals(0, database.number(images, alice.userId()));
    RestAssured.get(url).then().statusCode(404);
    profile(friend, alice).then().body("avatar", nullValue());
    var update = UserLog.of(alice.userId(), 5).get(3).event().getUserUpdate();
    assertFalse(update.hasAvatar());
  }

  @Test
  void nobodyGetsTheNameOfWhoIsGoneForAWhile() throws Exception {
    var alice = Login.register();
    var bob = Login.register();
    delete(alice, PROOF).then().statusCode(202);
    timePasses(alice);
    awaitErased(bob, alice);
    var body =
        Map.of(
            "username",
            alice.username().toUpperCase(java.util.Locale.ROOT),
            "password",
            Login.PASSWORD);
    Login.post("/api/auth/register", body).then().statusCode(409);
    database.update("UPDATE retired_names SET until = now() - interval '1 second'");
    Login.post("/api/auth/register", body).then().statusCode(201);
  }

  @Test
  void whileServersCannotBeLeftNothingIsErasedAndNobodyGetsIn() throws Exception {
    var alice = Login.register();
    var bob = Login.register();
    FakeGuildService.down(alice.userId(), true);
    delete(alice, PROOF).then().statusCode(202);
    var ticket = ticket(alice);
    timePasses(alice);
    var failures = "SELECT failures FROM deletions WHERE user_id = ?";
    Awaitility.await().atMost(PATIENCE).until(() -> database.number(failures, alice.userId()) > 0);
    profile(bob, alice).then().body("username", equalTo(alice.username()));
    restore(ticket).then().statusCode(401);
    logIn(alice).then().statusCode(401);
    database.update(
        "UPDATE deletions SET due_at = due_at - interval '15 days' WHERE user_id = ?",
        alice.userId());
    Awaitility.await().atMost(PATIENCE).until(() -> queues.age("deletions") > A_DAY - 60);
    FakeGuildService.down(alice.userId(), false);
    timePasses(alice);
    awaitErased(bob, alice);
    Awaitility.await().atMost(PATIENCE).until(() -> queues.age("deletions") < A_DAY - 60);
  }

  /** The row's lock decides: all of the account is there, or nothing of it. */
  @Test
  void aReturnAtTheMomentOfTheErasureIsWholeOrRefused() throws Exception {
    var bob = Login.register();
    for (int round = 0; round < 6; round++) {
      var alice = Login.register();
      delete(alice, PROOF).then().statusCode(202);
      var ticket = ticket(alice);
      timePasses(alice);
      var calls = new ArrayList<Callable<Integer>>();
      calls.add(() -> restore(ticket).statusCode());
      calls.add(() -> {
        worker.eraseNext();
        return 0;
      });
      int status;
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        status = threads.invokeAll(calls).getFirst().get();
      }
      if (status == 200) {
        assertEquals(alice.userId(), alice.again().userId());
        assertEquals(0, FakeGuildService.calls(alice.userId()));
      } else {
        assertEquals(401, status);
        awaitErased(bob, alice);
      }
    }
  }

  /** Who found the account before its owner came back, and went again, has found nothing. */
  @Test
  void whoCameBackAndWentAgainHasAllTheTimeAnew() throws Exception {
    var alice = Login.register();
    delete(alice, PROOF).then().statusCode(202);
    database.update(
        "UPDATE deletions SET next_attempt_at = now() - interval '1 second' WHERE user_id = ?",
        alice.userId());
    while (worker.eraseNext()) {
      // Its own date, on the account, is what counts.
    }
    restore(ticket(alice)).then().statusCode(200);
    assertEquals(0, FakeGuildService.calls(alice.userId()));
  }

  @Test
  void namesOfTheErasedAreNobodysToRegister() {
    var body = Map.of("username", "Deleted_User_12345", "password", Login.PASSWORD);
    Login.post("/api/auth/register", body)
        .then()
        .statusCode(422)
        .body("errors[0].code", equalTo("RESERVED_USERNAME"));
  }
}
