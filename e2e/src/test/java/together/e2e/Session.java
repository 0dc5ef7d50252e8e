package together.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import together.e2e.client.GatewaySocket;
import together.e2e.client.Inbox;

/** An identified socket, all it received, and its first READY. */
record Session(GatewaySocket socket, Inbox inbox, JsonNode ready) implements AutoCloseable {

  /** The guild as this session's READY had it. */
  JsonNode guild(String id) {
    for (var guild : ready.path("guilds")) {
      if (guild.path("id").asText().equals(id)) {
        return guild;
      }
    }
    throw new AssertionError("READY has no guild " + id + ": " + ready.path("guilds"));
  }

  @Override
  public void close() {
    socket.close();
  }
}
