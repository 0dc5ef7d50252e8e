package together.e2e.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A whole HTTP answer.
 *
 * @param headers names in lower case; of a repeated header the first
 */
public record Answer(int status, Map<String, String> headers, byte[] body) {

  public Answer {
    headers = Map.copyOf(headers);
  }

  public boolean ok() {
    return status >= 200 && status < 300;
  }

  /** The body as JSON; missing when there is none. */
  public JsonNode json() {
    return body.length == 0 ? MissingNode.getInstance() : Json.parse(body);
  }

  public @Nullable String header(String name) {
    return headers.get(name);
  }

  /** How long the platform asks to wait; a short moment when it does not say. */
  public Duration retryAfter() {
    var seconds = headers.get("retry-after");
    return seconds == null ? Duration.ofMillis(100) : Duration.ofSeconds(Long.parseLong(seconds));
  }

  /** The problem of a non-2xx answer (RFC 9457). */
  public ApiException problem() {
    var type = headers.getOrDefault("content-type", "");
    if (!type.startsWith("application/problem+json")) {
      return new ApiException(
          status, "NOT_A_PROBLEM", "content type '%s', %d bytes".formatted(type, body.length));
    }
    return problem(status, json());
  }

  /** A problem as it also comes in MESSAGE_NACK. */
  static ApiException problem(int status, JsonNode problem) {
    var fields = new ArrayList<String>();
    problem.path("errors").forEach(error -> fields.add(error.path("field").asText()));
    return new ApiException(
        status,
        problem.path("code").asText(),
        problem.path("detail").asText() + (fields.isEmpty() ? "" : " " + fields));
  }
}
