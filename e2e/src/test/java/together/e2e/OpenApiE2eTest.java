package together.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import together.e2e.client.ApiClient;

/** Every route of the merged OpenAPI document against every kind of caller. */
class OpenApiE2eTest {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options");

  @Test
  void everyRouteHasItsRowAndEveryRowItsRoute() {
    var rows =
        AccessRow.readAll().stream()
            .map(AccessRow::route)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(String.join("\n", documented()), String.join("\n", rows));
  }

  @Test
  void noServiceIsMissingInTheDocument() {
    var document = document().get("/api/openapi.json");
    assertTrue(document.path("x-unavailable").isEmpty(), document.path("x-unavailable").toString());
  }

  @TestFactory
  Stream<DynamicTest> everyCallerGetsWhatTheTableSays() {
    return AccessRow.readAll().stream()
        .map(row -> DynamicTest.dynamicTest(row.route(), () -> assertRow(row)));
  }

  private static void assertRow(AccessRow row) {
    var house = AccessHouse.build();
    var expected = new ArrayList<String>();
    var got = new ArrayList<String>();
    for (var caller : AccessRow.Caller.values()) {
      var answer = row.ask(caller, house);
      expected.add(caller + " " + row.expected(caller));
      got.add(caller + " " + answer.status());
      if (answer.status() >= 400) {
        assertEquals("application/problem+json", answer.header("content-type"), row.route());
        var problem = answer.json();
        for (var field : List.of("type", "title", "status", "detail", "code", "request_id")) {
          assertTrue(problem.hasNonNull(field), () -> field + " is missing in " + problem);
        }
      }
    }
    assertEquals(expected, got);
  }

  private static Collection<String> documented() {
    var routes = new TreeSet<String>();
    document()
        .get("/api/openapi.json")
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(operation -> {
                  if (METHODS.contains(operation.getKey())) {
                    routes.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
                  }
                }));
    return routes;
  }

  private static ApiClient document() {
    return new ApiClient(SharedPlatform.get().connection());
  }
}
