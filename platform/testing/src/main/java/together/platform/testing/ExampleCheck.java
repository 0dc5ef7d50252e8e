package together.platform.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What an OpenAPI document describes without an example. */
final class ExampleCheck {
  private static final Set<String> SELF_EVIDENT = Set.of("boolean", "null");

  private final JsonNode document;
  private final List<String> missing = new ArrayList<>();

  private ExampleCheck(JsonNode document) {
    this.document = document;
  }

  /** Properties as {@code Schema.property}, problems as {@code GET /path 404}. */
  static List<String> missing(String openApi) throws IOException {
    var examples = new ExampleCheck(new ObjectMapper().readTree(openApi));
    examples.properties();
    examples.problems();
    return List.copyOf(examples.missing);
  }

  private void properties() {
    for (var schema : document.at("/components/schemas").properties()) {
      for (var property : schema.getValue().path("properties").properties()) {
        if (!isShown(property.getValue())) {
          missing.add(schema.getKey() + "." + property.getKey());
        }
      }
    }
  }

  private static boolean isShown(JsonNode schema) {
    if (schema.has("$ref") || schema.has("examples") || schema.has("enum")) {
      return true;
    }
    var type = schema.path("type");
    if (SELF_EVIDENT.contains(type.asText()) || schema.path("format").asText().equals("binary")) {
      return true;
    }
    if (schema.has("items")) {
      return isShown(schema.get("items"));
    }
    // Any of several schemas, or an object with properties of its own.
    var parts = new ArrayList<JsonNode>();
    for (var kind : List.of("anyOf", "oneOf", "allOf", "properties")) {
      schema.path(kind).forEach(parts::add);
    }
    if (schema.path("additionalProperties").isObject()) {
      parts.add(schema.get("additionalProperties"));
    }
    return !parts.isEmpty() && parts.stream().allMatch(ExampleCheck::isShown);
  }

  private void problems() {
    for (var path : document.path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        for (var response : operation.getValue().path("responses").properties()) {
          var status = response.getKey();
          boolean isProblem = status.startsWith("4") || status.startsWith("5");
          if (isProblem && response.getValue().findPath("examples").isMissingNode()) {
            missing.add("%s %s %s".formatted(operation.getKey(), path.getKey(), status));
          }
        }
      }
    }
  }
}
