package together.e2e.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The REST API as one caller sees it; immutable.
 *
 * @param authorization value of the header, as {@code Bearer …}; null: none
 */
public record ApiClient(Connection connection, @Nullable String authorization, Patience patience) {

  public ApiClient(Connection connection) {
    this(connection, null, Patience.NONE);
  }

  public ApiClient bearer(String accessToken) {
    return new ApiClient(connection, "Bearer " + accessToken, patience);
  }

  public ApiClient operator(String token) {
    return new ApiClient(connection, "Operator " + token, patience);
  }

  public ApiClient with(Patience other) {
    return new ApiClient(connection, authorization, other);
  }

  public AuthApi auth() {
    return new AuthApi(this);
  }

  public ServerApi servers() {
    return new ServerApi(this);
  }

  public ChannelApi channel(String id) {
    return new ChannelApi(this, id);
  }

  /** Whatever the answer is; fails only when there is none. */
  public Answer raw(String method, String path, @Nullable JsonNode body) {
    return connection.ask(method, path, headers(), body == null ? null : Json.bytes(body));
  }

  /** A file as the one part of a form, whatever the answer is. */
  public Answer upload(String path, String filename, byte[] content) {
    var form = new Form(filename);
    var headers = headers();
    headers.put("content-type", form.contentType());
    return connection.ask("POST", path, headers, form.around(content));
  }

  /** The headers every request of this caller has. */
  public Map<String, String> headers() {
    var headers = new HashMap<String, String>();
    if (authorization != null) {
      headers.put("authorization", authorization);
    }
    return headers;
  }

  /** The 2xx answer; every other is thrown as its {@link ApiException}. */
  public JsonNode call(String method, String path, @Nullable JsonNode body) {
    return patience.ask(() -> {
      var answer = raw(method, path, body);
      if (!answer.ok()) {
        throw answer.problem();
      }
      return answer.json();
    });
  }

  public JsonNode get(String path) {
    return call("GET", path, null);
  }

  public List<JsonNode> list(String path) {
    return Json.list(get(path));
  }

  public JsonNode post(String path, @Nullable JsonNode body) {
    return call("POST", path, body);
  }
}
