package together.auth.account;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import together.auth.testing.AuthPlatform;
import together.auth.testing.Login;

@QuarkusTest
@WithTestResource(AuthPlatform.class)
class ProfileResourceTest {
  @Test
  void showsOneselfWithEmail() {
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
        .body("email", equalTo(name + "@b.org"))
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
        .body("$", not(hasKey("email")));
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
}
