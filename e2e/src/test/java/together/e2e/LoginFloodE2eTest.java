package together.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import together.e2e.client.Answer;
import together.e2e.client.ApiClient;
import together.e2e.client.Connection;
import together.e2e.client.Json;

/** More logins at once than auth-service, with the heap it is shipped with, has the time for. */
class LoginFloodE2eTest {
  private static final int LOGINS = 180;
  private static final int PEOPLE = 9;
  private static final Set<String> BOUNDS =
      Set.of("TOO_MANY_LOGINS", "TOO_BUSY", "TOO_MANY_ATTEMPTS");

  /** A hash is waited for 3 s at most. */
  private static final int DEADLINE_SECONDS = 10;

  @Test
  void aFloodOfLoginsIsAnsweredInTimeAndEndsNothing() {
    // As many accounts as it takes that none is put off for guessing; the wrong names are nobody's.
    var people = Stream.generate(() -> Person.register("ada")).limit(PEOPLE).toList();
    var ada = people.getFirst();
    try (var connection = new Connection(SharedPlatform.get().connection().base(), LOGINS, 1)) {
      var right = new ArrayList<CompletableFuture<Answer>>();
      var wrong = new ArrayList<CompletableFuture<Answer>>();
      for (int i = 0; i < LOGINS / 2; i++) {
        right.add(login(connection, people.get(i % PEOPLE).name(), Person.PASSWORD));
        wrong.add(login(connection, "nobody.at.all." + i, "wrong horse"));
      }
      // Whoever is in is served meanwhile.
      while (right.stream().anyMatch(login -> !login.isDone())) {
        assertEquals(ada.id(), ada.api().auth().me().required("id").asText());
      }
      right.forEach(login -> assertAnswer(200, login.join()));
      wrong.forEach(login -> assertAnswer(401, login.join()));
      // However slowly a service that was just started hashes, somebody has had a turn.
      assertTrue(
          Stream.concat(right.stream(), wrong.stream()).anyMatch(login -> judged(login.join())));
    }
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

  private static boolean judged(Answer answer) {
    return answer.status() == 200 || answer.status() == 401;
  }

  /** What the login deserves, or what a bound says: on hashes, logins under way, or guesses. */
  private static void assertAnswer(int deserved, Answer answer) {
    if (answer.status() != deserved) {
      assertTrue(BOUNDS.contains(answer.problem().code()), answer.problem().code());
      assertEquals(
          answer.problem().code().equals("TOO_MANY_ATTEMPTS") ? 429 : 503, answer.status());
    }
  }
}
