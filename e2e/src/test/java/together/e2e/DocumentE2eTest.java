package together.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import together.e2e.client.ApiClient;

/** The merged OpenAPI document says what {@code docs/protocol.md} promises of every route. */
class DocumentE2eTest {
  private static final Pattern SNAKE_CASE = Pattern.compile("[a-z0-9]+(_[a-z0-9]+)*");

  private static JsonNode document() {
    return new ApiClient(SharedPlatform.get().connection()).get("/api/openapi.json");
  }

  @Test
  void whatItRefersToIsInIt() {
    var document = document();
    var dangling = new ArrayList<String>();
    walk(
        document,
        (name, node) -> {
          if (name.equals("$ref") && document.at(node.asText().substring(1)).isMissingNode()) {
            dangling.add(node.asText());
          }
        });
    assertEquals(List.of(), dangling);
  }

  @Test
  void namesAreSnakeCaseAndIdsAreStrings() {
    var wrong = new ArrayList<String>();
    walk(
        document(),
        (name, node) -> {
          if (name.equals("properties")) {
            node.fieldNames()
                .forEachRemaining(field -> {
                  if (!SNAKE_CASE.matcher(field).matches()) {
                    wrong.add(field);
                  }
                });
          }
          if (node.path("format").asText().equals("int64")
              && !(node.path("type").asText().equals("string") && node.has("pattern"))) {
            wrong.add(name + " " + node);
          }
        });
    assertEquals(List.of(), wrong);
  }

  @Test
  void everyRouteHasASuccessAndItsFailuresAreProblems() {
    var wrong = new ArrayList<String>();
    walk(
        document().path("paths"),
        (method, operation) -> {
          var responses = operation.path("responses");
          responses
              .properties()
              .forEach(response -> {
                var isFailure = response.getKey().matches("[45].*");
                // The gateway's own routes answer the health check's and the upgrade's callers.
                var isServices = responses.has("default");
                if (isFailure
                    && isServices
                    && !response.getValue().path("content").has("application/problem+json")) {
                  wrong.add(
                      method + " " + operation.path("summary").asText() + " " + response.getKey());
                }
              });
          if (operation.has("responses")) {
            var statuses = new ArrayList<String>();
            responses.fieldNames().forEachRemaining(statuses::add);
            if (statuses.stream().noneMatch(status -> status.matches("[12].*"))) {
              wrong.add(method + " " + operation.path("summary").asText() + " " + statuses);
            }
          }
        });
    assertEquals(List.of(), wrong);
  }

  @Test
  void theServicesHaveOneProblem() {
    var schemas = document().at("/components/schemas");
    assertTrue(schemas.has("Problem"), "no service's problem is called otherwise");
  }

  private static void walk(JsonNode node, BiConsumer<String, JsonNode> visitor) {
    node.properties()
        .forEach(property -> {
          visitor.accept(property.getKey(), property.getValue());
          walk(property.getValue(), visitor);
        });
    if (node.isArray()) {
      node.forEach(element -> walk(element, visitor));
    }
  }
}
