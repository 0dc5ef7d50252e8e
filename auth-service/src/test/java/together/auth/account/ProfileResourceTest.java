package together.auth.account;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import together.auth.testing.AuthPlatform;
import together.auth.testing.Login;
import together.auth.testing.UserLog;

@QuarkusTest
@WithTestResource(AuthPlatform.class)
class ProfileResourceTest {
  @Test
  void showsOneselfWithTheAddressThatWaitsToBeConfirmed() {
    var name = Login.freshName();
    var body = Map.of("username", name, "password", Login.PASSWORD, "email", name + "@b.org");
    var alice = Login.of(Login.post("/api/auth/register", body));
    alice
        .request()
        .get("/api/users/@me")
        .then()
        .statusCode(200)
        .body("id", equalTo(Long.toString(alice.userId())))
        .body("username", equalTo(name))
        .body("email", nullValue())
        .body("pending_email", equalTo(name + "@b.org"))
        .body("global_name", nullValue())
        .body("$", not(hasKey("password_hash")));
  }

  @Test
  void showsOthersWithoutEmail() {
    var alice = Login.register();
    Login.register()
        .request()
        .get("/api/users/" + alice.userId())
        .then()
        .statusCode(200)
        .body("username", equalTo(alice.username()))
        .body("bot", equalTo(false))
        .body("$", not(hasKey("email")))
        .body("$", not(hasKey("pending_email")));
  }

  @Test
  void knowsNobodyOfAnUnknownId() {
    var alice = Login.register();
    for (var id : new String[] {"1", "-1", "abc", "99999999999999999999"}) {
      alice
          .request()
          .get("/api/users/" + id)
          .then()
          .statusCode(404)
          .contentType("application/problem+json")
          .body("code", equalTo("NOT_FOUND"));
    }
  }

  @Test
  void asksWhoIsAsking() {
    for (var path : new String[] {"/api/users/@me", "/api/users/1"}) {
      given().get(path).then().statusCode(401).body("code", equalTo("UNAUTHORIZED"));
    }
  }

  private static Response update(Login who, String json) {
    return who.request().contentType(ContentType.JSON).body(json).patch("/api/users/@me");
  }

  @Test
  void changesTheDisplayNameAndTellsEverybody() throws Exception {
    var alice = Login.register();
    update(alice, "{\"global_name\": \" Alice in Wonderland \"}")
        .then()
        .statusCode(200)
        .body("global_name", equalTo("Alice in Wonderland"))
        .body("username", equalTo(alice.username()));
    var event = UserLog.of(alice.userId(), 2).get(1).event();
    assertEquals("Alice in Wonderland", event.getUserUpdate().getGlobalName());
    assertEquals(2, event.getSeq());
    update(alice, "{}").then().statusCode(200).body("global_name", equalTo("Alice in Wonderland"));
    update(alice, "{\"global_name\": null}").then().body("global_name", nullValue());
    assertEquals(3, UserLog.of(alice.userId(), 3).getLast().event().getSeq());
  }

  @Test
  void whoMayOpenDmsIsNobodyElsesBusiness() throws Exception {
    var alice = Login.register();
    alice.request().get("/api/users/@me").then().body("direct_messages_from", equalTo("everyone"));
    update(alice, "{\"direct_messages_from\": \"friends\"}")
        .then()
        .statusCode(200)
        .body("direct_messages_from", equalTo("friends"));
    alice
        .request()
        .get("/api/users/" + alice.userId())
        .then()
        .body("$", not(hasKey("direct_messages_from")));
    var event = UserLog.of(alice.userId(), 2).get(1).event();
    assertEquals("friends", event.getUserSettingsUpdate().getDirectMessagesFrom());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"global_name\": \"123456789012345678901234567890123\"}",
        "{\"global_name\": \"a\\u0000b\"}",
        "{\"global_name\": 7}",
        "{\"direct_messages_from\": \"nobody\"}",
        "{\"direct_messages_from\": null}"
      })
  void refusesWhatIsNoProfile(String json) {
    update(Login.register(), json).then().statusCode(422);
  }
}
