package together.auth.operator;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import together.auth.testing.AuthPlatform;
import together.auth.testing.Database;
import together.auth.testing.Login;
import together.auth.testing.UserLog;

@QuarkusTest
@WithTestResource(AuthPlatform.class)
class OperatorResourceTest {
  @Inject Database database;

  private static Response post(String authorization, Object body) {
    return given()
        .contentType(ContentType.JSON)
        .header("Authorization", authorization)
        .body(body)
        .post("/api/operator/accounts");
  }

  private static JsonPath make(List<String> names) {
    return post("Operator " + AuthPlatform.OPERATOR_TOKEN, Map.of("usernames", names))
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static int statusOfMe(String token) {
    return given().header("Authorization", "Bearer " + token).get("/api/users/@me").statusCode();
  }

  @Test
  void makesAThousandAccountsWithTokens() throws Exception {
    var names = IntStream.range(0, 1000).mapToObj(i -> Login.freshName()).toList();
    var made = make(names);
    assertEquals(names, made.getList("username"));
    assertEquals(names, made.getList("user.username"));
    assertEquals(1000, new HashSet<>(made.getList("user.id")).size());
    assertEquals(12 * 3600, made.getInt("[999].expires_in"));
    assertEquals(200, statusOfMe(made.getString("[999].access_token")));
    var created = UserLog.of(Long.parseLong(made.getString("[999].user.id")), 1);
    assertEquals(1, created.size());
    assertEquals(names.get(999), created.getFirst().event().getUserCreate().getUsername());
  }

  @Test
  void aRepeatGivesNewTokensForTheSameAccounts() throws Exception {
    var names = List.of(Login.freshName(), Login.freshName());
    var first = make(names);
    var second = make(names);
    assertEquals(first.getList("user.id"), second.getList("user.id"));
    assertNotEquals(first.getString("[0].access_token"), second.getString("[0].access_token"));
    assertEquals(200, statusOfMe(first.getString("[0].access_token")));
    assertEquals(200, statusOfMe(second.getString("[0].access_token")));
    assertEquals(1, UserLog.of(Long.parseLong(first.getString("[0].user.id")), 1).size());
  }

  @Test
  void neverGivesATokenForSomebodysAccount() {
    var alice = Login.register();
    var free = Login.freshName();
    var made = make(List.of(alice.username().toUpperCase(Locale.ROOT), free));
    assertEquals("USERNAME_TAKEN", made.getString("[0].problem.code"));
    assertEquals(409, made.getInt("[0].problem.status"));
    assertNull(made.get("[0].access_token"));
    assertEquals(free, made.getString("[1].user.username"));
  }

  @Test
  void anAccountThatHasAPasswordNowIsNotTheOperatorsAnyMore() throws SQLException {
    var name = Login.freshName();
    var id = Long.parseLong(make(List.of(name)).getString("[0].user.id"));
    database.update("UPDATE users SET password_hash = 'x' WHERE id = ?", id);
    assertEquals("USERNAME_TAKEN", make(List.of(name)).getString("[0].problem.code"));
  }

  @Test
  void nobodyLogsInWithoutAPassword() {
    var name = Login.freshName();
    make(List.of(name));
    Login.post("/api/auth/login", Map.of("username", name, "password", ""))
        .then()
        .statusCode(401)
        .body("code", equalTo("INVALID_CREDENTIALS"));
  }

  @Test
  void aNameThatIsNoneIsAProblemOfItsEntry() {
    var free = Login.freshName();
    var made = make(List.of("a b", free, free));
    assertEquals("VALIDATION_FAILED", made.getString("[0].problem.code"));
    assertNull(made.get("[1].problem"));
    assertEquals(made.getString("[1].user.id"), made.getString("[2].user.id"));
  }

  @Test
  void batchesThatShareNamesDoNotBlockEachOther() throws Exception {
    var names = IntStream.range(0, 200).mapToObj(i -> Login.freshName()).toList();
    var calls = new ArrayList<Callable<List<String>>>();
    for (var order : List.of(names, names.reversed(), names, names.reversed())) {
      calls.add(() -> make(order).<String>getList("user.id").stream().sorted().toList());
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new HashSet<List<String>>();
      for (var call : threads.invokeAll(calls)) {
        answers.add(call.get());
      }
      assertEquals(1, answers.size());
    }
  }

  @Test
  void onlyTheOperatorMayDoIt() {
    var body = Map.of("usernames", List.of(Login.freshName()));
    for (var header :
        List.of(
            "",
            "Operator ",
            "Operator wrong",
            AuthPlatform.OPERATOR_TOKEN,
            "Bearer " + Login.register().accessToken())) {
      post(header, body).then().statusCode(401).body("code", equalTo("INVALID_OPERATOR_TOKEN"));
    }
  }

  @Test
  void refusesABatchOfNoneOrTooMany() {
    var operator = "Operator " + AuthPlatform.OPERATOR_TOKEN;
    post(operator, Map.of()).then().statusCode(422);
    post(operator, Map.of("usernames", List.of())).then().statusCode(422);
    var tooMany = IntStream.range(0, 1001).mapToObj(i -> "name" + i).toList();
    post(operator, Map.of("usernames", tooMany)).then().statusCode(422);
  }
}
