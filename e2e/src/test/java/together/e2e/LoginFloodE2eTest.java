package together.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import together.e2e.client.Answer;
import together.e2e.client.ApiClient;
import together.e2e.client.Connection;
import together.e2e.client.Json;

/** More logins at once than auth-service, with the heap it is shipped with, has the time for. */
class LoginFloodE2eTest {
  private static final int LOGINS = 180;

  /** A hash is waited for 3 s at most. */
  private static final int DEADLINE_SECONDS = 10;

  @Test
  void aFloodOfLoginsIsAnsweredInTimeAndEndsNothing() {
    var ada = Person.register("ada");
    try (var connection = new Connection(SharedPlatform.get().connection().base(), LOGINS, 1)) {
      var right = new ArrayList<CompletableFuture<Answer>>();
      var wrong = new ArrayList<CompletableFuture<Answer>>();
      for (int i = 0; i < LOGINS / 2; i++) {
        right.add(login(connection, ada.name(), Person.PASSWORD));
        wrong.add(login(connection, ada.name(), "wrong horse"));
      }
      // Whoever is in is served meanwhile.
      while (right.stream().anyMatch(login -> !login.isDone())) {
        assertEquals(ada.id(), ada.api().auth().me().required("id").asText());
      }
      right.forEach(login -> assertAnswer(200, login.join()));
      wrong.forEach(login -> assertAnswer(401, login.join()));
    }
    // Of the flood itself perhaps nobody got in: a service that was just started hashes slowly.
    var _ = ada.logIn();
    var ready = new ApiClient(ada.connection()).raw("GET", "/q/health/ready", null);
    assertEquals(200, ready.status());
  }

  private static CompletableFuture<Answer> login(
      Connection connection, String username, String password) {
    var body = Json.bytes(Json.object().put("username", username).put("password", password));
    return connection
        .send("POST", "/api/auth/login", Map.of(), body)
        .orTimeout(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  /** What the login deserves, or 503 by the bound on hashes and for no other reason. */
  private static void assertAnswer(int deserved, Answer answer) {
    if (answer.status() != deserved) {
      assertEquals("TOO_MANY_LOGINS", answer.problem().code());
      assertEquals(503, answer.status());
    }
  }
}
