package together.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import together.e2e.client.Answer;
import together.e2e.client.Json;
import together.e2e.client.Patience;

/** Somebody leaves for good. */
record Departure(Person person) {
  private static final Patience PATIENCE = new Patience(Limits.RECOVERY);

  /**
   * @param messages what they wrote goes too
   */
  Answer ask(boolean messages) {
    var body = Json.object().put("password", Person.PASSWORD).put("messages", messages);
    return person.api().raw("DELETE", "/api/users/@me", body);
  }

  /** Of the 14 days to come back. */
  void timePasses() {
    var mark = "UPDATE users SET deletion_at = now() - interval '1 second' WHERE id = ?";
    assertEquals(1, Tables.of("auth").update(mark, person.id()));
    nextAttemptIsDue();
  }

  /** Of the lease of whoever works on it, or of the pause after a failure. */
  void nextAttemptIsDue() {
    var due =
        "UPDATE deletions SET next_attempt_at = now() - interval '1 second' WHERE user_id = ?";
    assertEquals(1, Tables.of("auth").update(due, person.id()));
  }

  /** As another user sees whoever leaves. */
  JsonNode profile(Person reader) {
    return reader.api().with(PATIENCE).get("/api/users/" + person.id());
  }

  void awaitErased(Person reader) {
    Wait.until(
        () -> profile(reader).path("global_name").asText().equals("Deleted user"),
        person.name() + " to be erased");
  }
}
