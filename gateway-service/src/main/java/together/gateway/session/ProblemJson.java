package together.gateway.session;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import together.platform.json.ProtoJson;
import together.platform.problem.ProblemType;
import together.proto.Problem;

/** Problems (RFC 9457) as frames tell them: the fields that they have over REST. */
final class ProblemJson {
  private ProblemJson() {}

  static Problem of(ProblemType problem, String detail) {
    return Problem.newBuilder()
        .setCode(problem.name())
        .setTitle(problem.title())
        .setStatus(problem.status())
        .setDetail(detail)
        .build();
  }

  /** As a field's value; {@code retry_after} (seconds) where there is one. */
  static void write(JsonGenerator json, Problem problem) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "/problems/" + problem.getCode());
    json.writeStringField("title", problem.getTitle());
    json.writeNumberField("status", problem.getStatus());
    json.writeStringField("detail", problem.getDetail());
    json.writeStringField("code", problem.getCode());
    json.writeArrayFieldStart("errors");
    for (var error : problem.getErrorsList()) {
      ProtoJson.write(json, error);
    }
    json.writeEndArray();
    if (problem.getRetryAfter() > 0) {
      json.writeNumberField("retry_after", problem.getRetryAfter());
    }
    json.writeEndObject();
  }
}
