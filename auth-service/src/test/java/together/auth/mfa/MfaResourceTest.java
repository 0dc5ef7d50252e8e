package together.auth.mfa;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
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
import together.auth.testing.Login;
import together.auth.testing.Meanwhile;

@QuarkusTest
@WithTestResource(AuthPlatform.class)
class MfaResourceTest {
  private static final String TOTP = "/api/auth/mfa/totp";
  private static final Map<String, String> PASSWORD = Map.of("password", Login.PASSWORD);

  @Inject Database database;
  @Inject Meanwhile meanwhile;

  /** Somebody with a second factor whose code of this moment has been used. */
  private record Careful(Login login, Authenticator app, List<String> recoveryCodes) {
    static Careful make() {
      var login = Login.register();
      var app = propose(login);
      // The code of the step before: those of now and of the next one are left for the test.
      List<String> codes =
          confirm(login, app.code(-1))
              .then()
              .statusCode(200)
              .body("recovery_codes", hasSize(10))
              .extract()
              .path("recovery_codes");
      return new Careful(login, app, codes);
    }

    String ticket() {
      var body = Map.of("username", login.username(), "password", Login.PASSWORD);
      return Login.post("/api/auth/login", body)
          .then()
          .statusCode(200)
          .body("mfa_required", equalTo(true))
          .body("$", not(hasKey("access_token")))
          .body("ticket", matchesPattern("[A-Za-z0-9_-]{43}"))
          .extract()
          .path("ticket");
    }

    Response logIn(String ticket, String code) {
      return Login.post("/api/auth/login/mfa", Map.of("ticket", ticket, "code", code));
    }
  }

  private static Authenticator propose(Login login) {
    String secret =
        login.send("POST", TOTP, PASSWORD).then().statusCode(200).extract().path("secret");
    return new Authenticator(secret);
  }

  private static Response confirm(Login login, String code) {
    return login.send("POST", TOTP + "/confirm", Map.of("code", code));
  }

  private static void assertProblem(Response response, int status, String code) {
    response.then().statusCode(status).body("code", equalTo(code));
  }

  @Test
  void aLoginAsksForTheCodeOfThisMoment() {
    var careful = Careful.make();
    var in = Login.of(careful.logIn(careful.ticket(), careful.app.code(0)));
    in.request().get("/api/users/@me").then().statusCode(200);
  }

  @Test
  void aSecretThatWasNotConfirmedIsNotAskedFor() {
    var alice = Login.register();
    alice.send("POST", TOTP, PASSWORD).then().statusCode(200);
    assertProblem(confirm(alice, "000000"), 403, "INVALID_MFA_CODE");
    alice.again().request().get("/api/users/@me").then().statusCode(200);
  }

  /** In whichever sessions: else a stolen one would find the code of somebody else's secret. */
  @Test
  void whoGuessesCodesOfANewSecretIsPutOff() {
    var alice = Login.register();
    var app = propose(alice);
    var sessions = List.of(alice, alice.again());
    int judged = 0;
    var answer = confirm(alice, "wrong");
    while (answer.statusCode() == 403 && judged < 30) {
      judged++;
      answer = confirm(sessions.get(judged % 2), "wrong");
    }
    assertProblem(answer, 429, "TOO_MANY_ATTEMPTS");
    answer.then().header("Retry-After", notNullValue());
    assertTrue(judged > 10, "judged " + judged);
    List<String> events = alice.request().get("/api/auth/events").path("type");
    assertEquals(judged, events.stream().filter("mfa_failure"::equals).count());
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> confirm(alice, app.code(0)).statusCode() == 200);
  }

  @Test
  void aSecretIsToBeConfirmedWithinTenMinutes() throws SQLException {
    var alice = Login.register();
    var since = "UPDATE totp SET proposed_at = now() - CAST(? AS interval) WHERE user_id = ?";
    var late = propose(alice);
    database.update(since, "601 seconds", alice.userId());
    assertProblem(confirm(alice, late.code(0)), 403, "INVALID_MFA_CODE");
    // One that was made before its time was kept.
    database.update("UPDATE totp SET proposed_at = NULL WHERE user_id = ?", alice.userId());
    assertProblem(confirm(alice, late.code(0)), 403, "INVALID_MFA_CODE");
    var fresh = propose(alice);
    assertProblem(confirm(alice, late.code(0)), 403, "INVALID_MFA_CODE");
    database.update(since, "9 minutes", alice.userId());
    confirm(alice, fresh.code(0)).then().statusCode(200);
  }

  @Test
  void aPasswordThatWasChangedMeanwhileProvesNothing() {
    var alice = Login.register();
    assertProblem(
        meanwhile.passwordChanges(alice.userId(), () -> alice.send("POST", TOTP, PASSWORD)),
        403,
        "WRONG_PASSWORD");
    var careful = Careful.make();
    var login = careful.login;
    var renew = Map.of("password", Login.PASSWORD, "code", careful.recoveryCodes.get(0));
    assertProblem(
        meanwhile.passwordChanges(
            login.userId(), () -> login.send("POST", "/api/auth/mfa/recovery-codes", renew)),
        403,
        "WRONG_PASSWORD");
    var remove = Map.of("password", Login.PASSWORD, "code", careful.recoveryCodes.get(1));
    assertProblem(
        meanwhile.passwordChanges(login.userId(), () -> login.send("DELETE", TOTP, remove)),
        403,
        "WRONG_PASSWORD");
    careful.logIn(careful.ticket(), careful.recoveryCodes.getLast()).then().statusCode(200);
  }

  @Test
  void aCodeUsedTwiceIsRefused() {
    var careful = Careful.make();
    var code = careful.app.code(0);
    careful.logIn(careful.ticket(), code).then().statusCode(200);
    assertProblem(careful.logIn(careful.ticket(), code), 403, "INVALID_MFA_CODE");
    // Nor one from before it, though it was never used.
    assertProblem(careful.logIn(careful.ticket(), careful.app.code(-1)), 403, "INVALID_MFA_CODE");
    careful.logIn(careful.ticket(), careful.app.code(1)).then().statusCode(200);
  }

  @Test
  void ofManyUsesOfACodeAtOnceOneIsRight() throws Exception {
    var careful = Careful.make();
    var code = careful.app.code(0);
    var calls = new ArrayList<Callable<Integer>>();
    for (int i = 0; i < 6; i++) {
      var ticket = careful.ticket();
      calls.add(() -> careful.logIn(ticket, code).statusCode());
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var right = threads.invokeAll(calls).stream().filter(call -> call.resultNow() == 200).count();
      assertEquals(1, right);
    }
  }

  @Test
  void aTicketIsGoodOnceAndForFiveCodes() {
    var careful = Careful.make();
    var ticket = careful.ticket();
    for (int i = 0; i < 5; i++) {
      assertProblem(careful.logIn(ticket, "12345" + i), 403, "INVALID_MFA_CODE");
    }
    assertProblem(careful.logIn(ticket, careful.app.code(0)), 401, "INVALID_MFA_TICKET");
    var another = careful.ticket();
    careful.logIn(another, careful.app.code(0)).then().statusCode(200);
    assertProblem(careful.logIn(another, careful.app.code(1)), 401, "INVALID_MFA_TICKET");
    assertProblem(careful.logIn("nothing", "123456"), 401, "INVALID_MFA_TICKET");
    assertProblem(Login.post("/api/auth/login/mfa", Map.of()), 401, "INVALID_MFA_TICKET");
  }

  @Test
  void aRecoveryCodeIsGoodOnce() {
    var careful = Careful.make();
    var code = careful.recoveryCodes.getFirst();
    careful.logIn(careful.ticket(), code.toUpperCase(java.util.Locale.ROOT)).then().statusCode(200);
    assertProblem(careful.logIn(careful.ticket(), code), 403, "INVALID_MFA_CODE");
    careful.logIn(careful.ticket(), careful.recoveryCodes.getLast()).then().statusCode(200);
  }

  @Test
  void newRecoveryCodesMakeTheOldOnesVoid() {
    var careful = Careful.make();
    var proof = Map.of("password", Login.PASSWORD, "code", careful.app.code(0));
    List<String> fresh =
        careful
            .login
            .send("POST", "/api/auth/mfa/recovery-codes", proof)
            .then()
            .statusCode(200)
            .extract()
            .path("recovery_codes");
    var old = careful.recoveryCodes.getFirst();
    assertProblem(careful.logIn(careful.ticket(), old), 403, "INVALID_MFA_CODE");
    careful.logIn(careful.ticket(), fresh.getFirst()).then().statusCode(200);
  }

  @Test
  void turningItOffTakesPasswordAndCode() {
    var careful = Careful.make();
    var login = careful.login;
    assertProblem(login.send("DELETE", TOTP, Map.of()), 403, "WRONG_PASSWORD");
    assertProblem(login.send("DELETE", TOTP, PASSWORD), 403, "MFA_REQUIRED");
    var wrong = Map.of("password", Login.PASSWORD, "code", "000000");
    assertProblem(login.send("DELETE", TOTP, wrong), 403, "INVALID_MFA_CODE");
    var right = Map.of("password", Login.PASSWORD, "code", careful.app.code(0));
    login.send("DELETE", TOTP, right).then().statusCode(204);
    assertProblem(login.send("DELETE", TOTP, PASSWORD), 409, "MFA_NOT_ENABLED");
    assertProblem(
        login.send("POST", "/api/auth/mfa/recovery-codes", PASSWORD), 409, "MFA_NOT_ENABLED");
    login.again();
  }

  @Test
  void anotherSecretNeedsTheOldOneToGoFirst() {
    var careful = Careful.make();
    assertProblem(careful.login.send("POST", TOTP, PASSWORD), 403, "MFA_REQUIRED");
    var proof = Map.of("password", Login.PASSWORD, "code", careful.app.code(0));
    assertProblem(careful.login.send("POST", TOTP, proof), 409, "MFA_ENABLED");
  }

  @Test
  void dangerousChangesAskForTheCode() {
    var careful = Careful.make();
    var change = Map.of("password", Login.PASSWORD, "new_password", "another horse battery");
    assertProblem(careful.login.send("POST", "/api/auth/password", change), 403, "MFA_REQUIRED");
    var email = Map.of("password", Login.PASSWORD, "email", "a@example.org");
    assertProblem(careful.login.send("POST", "/api/auth/email", email), 403, "MFA_REQUIRED");
  }

  @Test
  void neitherSecretsNorCodesAreStoredAsTheyAre() throws SQLException {
    var careful = Careful.make();
    var plain =
        careful.recoveryCodes.getFirst().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    var found = "SELECT count(*) FROM recovery_codes WHERE user_id = ? AND position(? IN hash) > 0";
    assertEquals(0, database.number(found, careful.login.userId(), plain));
    var length = "SELECT length(secret) FROM totp WHERE user_id = ?";
    assertEquals(12 + 20 + 16, database.number(length, careful.login.userId()));
  }
}
