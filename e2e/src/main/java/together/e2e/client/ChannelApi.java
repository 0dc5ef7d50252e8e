package together.e2e.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A channel and its messages. */
public record ChannelApi(ApiClient client, String id) {
  private static final int PAGE = 100;

  public JsonNode get() {
    return client.get("/api/channels/" + id);
  }

  public void delete() {
    client.call("DELETE", "/api/channels/" + id, null);
  }

  /** Posts, repeated as the client's patience allows: the nonce keeps it single. */
  public JsonNode post(String content, String nonce, @Nullable String replyTo) {
    return client.post(messages(), message(content, nonce, replyTo));
  }

  /** Gives an own message another content; as often as the client's patience allows. */
  public JsonNode edit(String messageId, String content) {
    var body = Json.object().put("content", content);
    return client.call("PATCH", messages() + "/" + messageId, body);
  }

  public String messages() {
    return "/api/channels/" + id + "/messages";
  }

  /** The body of a post, which MESSAGE_SEND has too. */
  public static ObjectNode message(String content, String nonce, @Nullable String replyTo) {
    var body = Json.object().put("content", content).put("nonce", nonce);
    if (replyTo != null) {
      body.putObject("message_reference").put("message_id", replyTo);
    }
    return body;
  }

  /**
   * One page, newest first.
   *
   * @param query as {@code before=12}; empty: the newest
   */
  public List<JsonNode> page(String query) {
    return client.list(messages() + "?limit=" + PAGE + (query.isEmpty() ? "" : "&" + query));
  }

  /** The whole history, oldest first. */
  public List<JsonNode> history() {
    var newestFirst = new ArrayList<JsonNode>();
    var query = "";
    while (true) {
      var page = page(query);
      newestFirst.addAll(page);
      if (page.size() < PAGE) {
        return newestFirst.reversed();
      }
      query = "before=" + page.getLast().required("id").asText();
    }
  }
}
