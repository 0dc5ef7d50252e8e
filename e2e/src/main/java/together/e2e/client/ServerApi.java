package together.e2e.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Servers and what is in them. */
public record ServerApi(ApiClient client) {
  public static final int TEXT = 0;
  public static final int VOICE = 2;

  public JsonNode create(String name) {
    return client.post("/api/servers", Json.object().put("name", name));
  }

  public List<JsonNode> mine() {
    return client.list("/api/users/@me/servers");
  }

  public JsonNode get(String id) {
    return client.get("/api/servers/" + id);
  }

  public void delete(String id) {
    client.call("DELETE", "/api/servers/" + id, null);
  }

  public JsonNode rename(String id, String name) {
    return client.call("PATCH", "/api/servers/" + id, Json.object().put("name", name));
  }

  /** An invite without limits; its code. */
  public String invite(String id) {
    return client
        .post("/api/servers/" + id + "/invites", Json.object().put("max_age", 0))
        .required("code")
        .asText();
  }

  public JsonNode preview(String code) {
    return client.get("/api/invites/" + code);
  }

  public JsonNode join(String code) {
    return client.post("/api/invites/" + code, null);
  }

  public void leave(String id) {
    client.call("DELETE", "/api/servers/" + id + "/members/@me", null);
  }

  /**
   * A page of members by ascending user id.
   *
   * @param after user id the page begins behind
   * @param limit 1..1000
   */
  public List<JsonNode> members(String id, @Nullable String after, int limit) {
    return client.list(
        "/api/servers/%s/members?limit=%d%s"
            .formatted(id, limit, after == null ? "" : "&after=" + after));
  }

  public JsonNode member(String id, String userId) {
    return client.get("/api/servers/" + id + "/members/" + userId);
  }

  public List<JsonNode> channels(String id) {
    return client.list("/api/servers/" + id + "/channels");
  }

  public JsonNode createChannel(String id, String name, int type) {
    return client.post(
        "/api/servers/" + id + "/channels", Json.object().put("name", name).put("type", type));
  }

  public List<JsonNode> voiceStates(String id) {
    return client.list("/api/servers/" + id + "/voice-states");
  }
}
