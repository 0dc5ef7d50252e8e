package together.auth.account;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import together.auth.testing.AuthPlatform;
import together.auth.testing.Database;
import together.auth.testing.Login;
import together.auth.testing.UserLog;
import together.platform.json.Moments;

@QuarkusTest
@WithTestResource(AuthPlatform.class)
class StatusResourceTest {
  @Inject StatusPurge purge;
  @Inject Clock clock;
  @Inject Database database;

  private static Response update(Login who, String json) {
    return who.request().contentType(ContentType.JSON).body(json).patch("/api/users/@me");
  }

  @Test
  void aStatusIsKeptAndToldWithTheMomentItWasChosen() throws Exception {
    var alice = Login.register();
    alice
        .request()
        .get("/api/users/@me")
        .then()
        .body("status", equalTo("online"))
        .body("custom_status", nullValue());
    update(alice, "{\"status\": \"invisible\"}").then().body("status", equalTo("invisible"));
    update(alice, "{\"status\": \"invisible\", \"global_name\": \"Al\"}").then().statusCode(200);
    var events = UserLog.of(alice.userId(), 4);
    var first = events.get(1).event().getUserSettingsUpdate();
    var second = events.get(3).event().getUserSettingsUpdate();
    assertEquals("invisible", first.getStatus());
    assertTrue(first.getStatusChosenMillis() > 0);
    assertTrue(second.getStatusChosenMillis() >= first.getStatusChosenMillis(), "chosen again");
    assertEquals(2, events.get(1).event().getSeq());
    assertEquals("Al", events.get(2).event().getUserUpdate().getGlobalName());
    assertEquals(4, events.get(3).event().getSeq());
    alice
        .request()
        .get("/api/users/" + alice.userId())
        .then()
        .body("$", not(hasKey("status")))
        .body("$", not(hasKey("custom_status")));
  }

  @Test
  void aCustomStatusIsKeptUntilItExpires() throws Exception {
    var alice = Login.register();
    var soon = Clock.systemUTC().instant().plusMillis(1_500).truncatedTo(ChronoUnit.MILLIS);
    var text = "é".repeat(127) + "𝄞";
    update(
            alice,
            "{\"custom_status\": {\"text\": \" %s \", \"emoji\": \"❤\", \"expires_at\": \"%s\"}}"
                .formatted(text, soon))
        .then()
        .statusCode(200)
        .body("custom_status.text", equalTo(text))
        .body("custom_status.emoji", equalTo("❤\uFE0F"))
        .body("custom_status.expires_at", equalTo(Moments.text(soon)));
    var told = UserLog.of(alice.userId(), 2).get(1).event().getUserSettingsUpdate();
    assertEquals(text, told.getCustomStatus().getText());
    assertEquals(Moments.proto(soon), told.getCustomStatus().getExpiresAt());
    assertEquals(0, told.getStatusChosenMillis(), "no status was chosen");
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> alice.request().get("/api/users/@me").path("custom_status") == null);
    update(alice, "{\"custom_status\": {\"emoji\": \"wave:12\"}}")
        .then()
        .body("custom_status.text", nullValue())
        .body("custom_status.emoji", equalTo("wave:12"))
        .body("custom_status.expires_at", nullValue());
    update(alice, "{\"custom_status\": null}").then().body("custom_status", nullValue());
    assertFalse(
        UserLog.of(alice.userId(), 4).getLast().event().getUserSettingsUpdate().hasCustomStatus());
  }

  @Test
  void whatHasExpiredIsForgottenAndNothingElse() throws SQLException {
    var alice = Login.register();
    var bob = Login.register();
    update(alice, "{\"custom_status\": {\"text\": \"stays\"}}").then().statusCode(200);
    var ahead = clock.instant().plus(Duration.ofDays(1));
    update(
            bob,
            "{\"custom_status\": {\"text\": \"goes\", \"expires_at\": \"%s\"}}".formatted(ahead))
        .then()
        .statusCode(200);
    QuarkusTransaction.requiringNew().run(() -> assertFalse(purge.purge(clock.instant())));
    var kept = "SELECT count(*) FROM users WHERE custom_text IS NOT NULL AND id = ?";
    assertEquals(1, database.number(kept, bob.userId()));
    QuarkusTransaction.requiringNew().run(() -> assertFalse(purge.purge(ahead)));
    assertEquals(0, database.number(kept, bob.userId()));
    assertEquals(1, database.number(kept, alice.userId()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"status\": \"offline\"}",
        "{\"status\": null}",
        "{\"custom_status\": \"busy\"}",
        "{\"custom_status\": {}}",
        "{\"custom_status\": {\"text\": \"  \"}}",
        "{\"custom_status\": {\"text\": \"a\\u0000b\"}}",
        "{\"custom_status\": {\"emoji\": \"no emoji\"}}",
        "{\"custom_status\": {\"emoji\": \"1\"}}",
        "{\"custom_status\": {\"text\": \"a\", \"expires_at\": \"2001-01-01T00:00:00Z\"}}",
        "{\"custom_status\": {\"text\": \"a\", \"expires_at\": \"2999-01-01T00:00:00Z\"}}",
        "{\"custom_status\": {\"text\": \"a\", \"expires_at\": \"soon\"}}"
      })
  void refusesWhatIsNoStatus(String json) {
    update(Login.register(), json).then().statusCode(422);
  }
}
