package together.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import together.e2e.client.Inbox;
import together.e2e.client.Patience;

/** What was said in a channel, held against what was acknowledged and what sockets received. */
final class Accounts {
  private static final Patience PATIENCE = new Patience(Limits.RECOVERY);

  private final String channel;
  private final List<JsonNode> history;

  private Accounts(String channel, List<JsonNode> history) {
    this.channel = channel;
    this.history = history;
  }

  static Accounts of(Person reader, String channel) {
    return new Accounts(channel, reader.api().with(PATIENCE).channel(channel).history());
  }

  List<JsonNode> history() {
    return history;
  }

  /** All of it is there, by the id that was acknowledged, and nothing twice. */
  void assertHold(Map<String, String> idByNonce) {
    var stored = new HashMap<String, String>();
    for (var message : history) {
      var before = stored.put(message.path("nonce").asText(), message.path("id").asText());
      assertEquals(null, before, () -> "stored twice: " + message);
    }
    idByNonce.forEach((nonce, id) -> assertEquals(id, stored.get(nonce), nonce));
  }

  /** The socket got every message once, in order. */
  void assertReceived(Inbox inbox) {
    inbox.awaitUntil(
        all -> all.messages(channel).size() >= history.size(),
        history.size() + " messages of " + channel,
        Limits.RECOVERY);
    assertEquals(ids(history), ids(inbox.messages(channel)), "what the client got, in order");
  }

  private static List<String> ids(List<JsonNode> messages) {
    return messages.stream().map(message -> message.path("id").asText()).toList();
  }
}
