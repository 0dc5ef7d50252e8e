package together.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import together.e2e.client.Answer;
import together.e2e.client.Connection;
import together.e2e.client.Json;

/** Accounts with passwords, made at auth-service itself, and the ways to log them in. */
final class Logins {
  private static final String PASSWORD = "correct horse battery staple";
  private static final AtomicInteger RUN = new AtomicInteger();

  /** A session that can be carried on. */
  record Session(String username, String deviceToken, String refreshToken) {
    static Session of(JsonNode answer) {
      return new Session(
          answer.required("user").required("username").asText(),
          answer.required("device_token").asText(),
          answer.required("refresh_token").asText());
    }
  }

  private Logins() {}

  /** So many new accounts, one after the other. */
  static List<Session> make(Connection auth, int count) {
    var run = "login." + ProcessHandle.current().pid() + "." + RUN.incrementAndGet();
    var sessions = new ArrayList<Session>();
    for (int number = 0; number < count; number++) {
      var body = Json.object().put("username", run + "." + number).put("password", PASSWORD);
      sessions.add(Session.of(post(auth, "/api/auth/register", Json.bytes(body), Map.of()).json()));
    }
    return sessions;
  }

  /** On the device it was made on, so that nobody else's guesses delay it. */
  static Answer logIn(Connection auth, Session session) {
    var body =
        Json.object()
            .put("username", session.username())
            .put("password", PASSWORD)
            .put("device_token", session.deviceToken());
    return post(auth, "/api/auth/login", Json.bytes(body), Map.of());
  }

  static Session refresh(Connection auth, Session session) {
    var body = Json.object().put("refresh_token", session.refreshToken());
    return Session.of(post(auth, "/api/auth/refresh", Json.bytes(body), Map.of()).json());
  }

  /** A guess at a name nobody has, from an address of its own; whatever comes of it. */
  static Answer guess(Connection connection, int number) {
    var body = Json.object().put("username", "nobody." + number).put("password", "wrong horse");
    var address = "10.%d.%d.%d".formatted(number >> 16 & 255, number >> 8 & 255, number & 255);
    return connection.ask(
        "POST", "/api/auth/login", Map.of("X-Forwarded-For", address), Json.bytes(body));
  }

  private static Answer post(
      Connection connection, String path, byte[] body, Map<String, String> headers) {
    var answer = connection.ask("POST", path, headers, body);
    if (!answer.ok()) {
      throw new IllegalStateException(path + ": " + answer.status());
    }
    return answer;
  }
}
