package together.auth.operator;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import together.auth.testing.AuthPlatform;
import together.auth.testing.Login;

@QuarkusTest
@WithTestResource(AuthPlatform.class)
class ImportResourceTest {
  /** Of {@code U*U}: from the test suite of the reference implementation of bcrypt. */
  private static final String BCRYPT =
      "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";

  private static Response take(String authorization, Object accounts) {
    return given()
        .contentType(ContentType.JSON)
        .header("Authorization", authorization)
        .body(Map.of("accounts", accounts))
        .post("/api/operator/accounts/import");
  }

  private static Response take(Object... accounts) {
    return take("Operator " + AuthPlatform.OPERATOR_TOKEN, List.of(accounts));
  }

  private static Map<String, String> account(String name, String hash) {
    return Map.of("username", name, "password_hash", hash);
  }

  @Test
  void anImportedAccountLogsInWithItsPassword() {
    var name = Login.freshName();
    take(account(name, BCRYPT))
        .then()
        .statusCode(200)
        .body("[0].username", equalTo(name))
        .body("[0].user.username", equalTo(name));
    for (int i = 0; i < 2; i++) {
      Login.post("/api/auth/login", Map.of("username", name, "password", "U*U"))
          .then()
          .statusCode(200);
    }
    Login.post("/api/auth/login", Map.of("username", name, "password", "u*u"))
        .then()
        .statusCode(401);
  }

  @Test
  void whatCannotBeTakenIsAProblemOfItsEntry() {
    var alice = Login.register();
    var problems =
        take(
                account(alice.username(), BCRYPT),
                account("no name!", BCRYPT),
                account(Login.freshName(), "plain text"),
                Map.of(),
                account(Login.freshName(), BCRYPT))
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    assertEquals("USERNAME_TAKEN", problems.getString("[0].problem.code"));
    assertEquals("username", problems.getString("[1].problem.errors[0].field"));
    assertEquals("password_hash", problems.getString("[2].problem.errors[0].field"));
    assertEquals("username", problems.getString("[3].problem.errors[0].field"));
    assertEquals(null, problems.getString("[4].problem"));
  }

  @Test
  void isForTheOperator() {
    take("Operator wrong", List.of()).then().statusCode(401);
    take("Operator " + AuthPlatform.OPERATOR_TOKEN, List.of()).then().statusCode(422);
    var many = Collections.nCopies(101, account("abc", BCRYPT));
    take("Operator " + AuthPlatform.OPERATOR_TOKEN, many).then().statusCode(422);
  }
}
