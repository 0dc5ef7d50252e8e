package together.auth.session;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import together.auth.testing.AuthPlatform;
import together.auth.testing.Login;

/** Guessing passwords, from one address and from many. */
@QuarkusTest
@WithTestResource(AuthPlatform.class)
class GuessingResourceTest {
  private static final String LOGIN = "/api/auth/login";

  private static Response guess(String name, String address) {
    return Login.post(LOGIN, Map.of("username", name, "password", "wrong horse"), address);
  }

  private static String address(int network, int number) {
    return "10.%d.%d.%d".formatted(network, number / 250, number % 250 + 1);
  }

  @Test
  void aThousandWrongPasswordsFromManyAddressesDoNotKeepTheOwnerOut() {
    var alice = Login.register();
    var statuses = new HashSet<Integer>();
    int judged = 0;
    for (int i = 0; i < 1_000; i++) {
      int status = guess(alice.username(), address(1, i)).statusCode();
      statuses.add(status);
      judged += status == 401 ? 1 : 0;
    }
    assertEquals(Set.of(401, 429), statuses);
    assertTrue(judged < 30, "judged " + judged);

    // From where she was before; on a device she had before, wherever it is; in her session.
    alice.again().request().get("/api/users/@me").then().statusCode(200);
    var body =
        Map.of(
            "username", alice.username(),
            "password", Login.PASSWORD,
            "device_token", alice.deviceToken());
    Login.post(LOGIN, body, "192.0.2.77").then().statusCode(200);
    alice.refresh().then().statusCode(200);
    // A stranger with the right password is put off as one with a wrong one is.
    var stranger = Map.of("username", alice.username(), "password", Login.PASSWORD);
    Login.post(LOGIN, stranger, "192.0.2.78").then().statusCode(429);
  }

  @Test
  void anUnknownNameIsPutOffAsAKnownOneIs() {
    var alice = Login.register();
    var nobody = Login.freshName();
    for (int i = 0; i < 15; i++) {
      var known = guess(alice.username(), address(2, i));
      var unknown = guess(nobody, address(3, i));
      assertEquals(known.statusCode(), unknown.statusCode(), "guess " + i);
      assertEquals(known.asString(), unknown.asString(), "guess " + i);
      assertEquals(known.header("Retry-After"), unknown.header("Retry-After"), "guess " + i);
    }
    guess(nobody, address(3, 99))
        .then()
        .statusCode(429)
        .contentType("application/problem+json")
        .body("code", equalTo("TOO_MANY_ATTEMPTS"));
    assertNotNull(guess(nobody, address(3, 99)).header("Retry-After"));
  }

  @Test
  void anotherAccountsDeviceTokenHelpsNobody() {
    var alice = Login.register();
    var mallory = Login.register();
    int judged = 0;
    for (int i = 0; i < 40; i++) {
      var body =
          Map.of(
              "username",
              alice.username(),
              "password",
              "wrong horse",
              "device_token",
              i % 2 == 0 ? mallory.deviceToken() : "A".repeat(55));
      judged += Login.post(LOGIN, body, address(4, i)).statusCode() == 401 ? 1 : 0;
    }
    assertTrue(judged < 15, "judged " + judged);
  }

  @Test
  void whoSpraysOnePasswordOverManyNamesIsPutOff() {
    int put = 0;
    for (int i = 0; i < 110; i++) {
      put += guess(Login.freshName(), "10.5.0.1").statusCode() == 429 ? 1 : 0;
    }
    assertTrue(put > 0, "nobody was put off");
    guess(Login.freshName(), "10.5.0.2").then().statusCode(401);
  }

  @Test
  void aNetworkOfIpV6IsOneAddress() {
    int put = 0;
    for (int i = 0; i < 110; i++) {
      put += guess(Login.freshName(), "2001:db8:7::" + i).statusCode() == 429 ? 1 : 0;
    }
    assertTrue(put > 0, "nobody was put off");
    guess(Login.freshName(), "2001:db8:8::1").then().statusCode(401);
  }

  @Test
  void takenNamesAreNotToldWithoutEnd() {
    var alice = Login.register();
    var body = Map.of("username", alice.username(), "password", Login.PASSWORD);
    var statuses = new HashSet<Integer>();
    for (int i = 0; i < 70; i++) {
      statuses.add(Login.post("/api/auth/register", body, "10.6.0.1").statusCode());
    }
    assertEquals(Set.of(409, 429), statuses);
  }

  @Test
  void whoIsAskedAgainCannotGuessEither() {
    var alice = Login.register();
    var statuses = new HashSet<Integer>();
    for (int i = 0; i < 14; i++) {
      var body = Map.of("password", "wrong horse " + i, "new_password", "another good one");
      statuses.add(alice.send("POST", "/api/auth/password", body).statusCode());
    }
    assertEquals(Set.of(403, 429), statuses);
    given().get("/q/health/ready").then().statusCode(200);
  }
}
