package together.message.plans;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import together.message.testing.Channels;
import together.message.testing.MessagePlatform;

/**
 * Calls every route of the OpenAPI document on a filled database, and looks at the plans by which
 * all statements were run meanwhile, the workers' too: none reads a table through, none sorts or
 * passes over more than a page.
 */
@QuarkusTest
@WithTestResource(MessagePlatform.class)
class StatementPlansTest {
  @Inject Channels channels;
  @Inject AgroalDataSource database;

  @Test
  void everyStatementOfEveryRouteGoesByKeys() throws Exception {
    FilledDatabase.fill(database);
    await()
        .atMost(Duration.ofMinutes(3))
        .until(() ->
            number(
                    "SELECT sum(messages) FROM search_segments WHERE scope = "
                        + FilledDatabase.GUILD)
                >= FilledDatabase.MESSAGES - 40);
    FilledDatabase.analyze();
    var calls = new RouteCalls(channels);
    try (var log = PlanLog.start(database)) {
      calls.all();
      awaitSeen(log, "JOIN search_parts", "INSERT INTO messages", "DELETE FROM messages");
      assertEquals(routes(), calls.routes());
      var rules = new PlanRules(Set.copyOf(FilledDatabase.large()));
      var broken = new TreeSet<String>();
      var statements = new TreeSet<String>();
      for (var plan : log.plans()) {
        broken.addAll(rules.broken(plan));
        statements.add(plan.path("Query Text").asText());
      }
      assertEquals(Set.of(), broken);
      // Far fewer would mean that nothing was logged.
      assertTrue(statements.size() > 40, statements.size() + " statements");
    }
  }

  @Test
  void theRulesNoticeWhatTheyForbid() throws Exception {
    var rules = new PlanRules(Set.of("messages"));
    var json = new ObjectMapper();
    for (var forbidden :
        List.of(
            "{'Node Type': 'Limit', 'Plans': [{'Node Type': 'Seq Scan', 'Relation Name': 'messages'}]}",
            "{'Node Type': 'Sort', 'Actual Rows': 5000}",
            "{'Node Type': 'Index Scan', 'Relation Name': 'messages', 'Rows Removed by Filter': 9000,"
                + " 'Actual Loops': 1}")) {
      var plan = json.createObjectNode().put("Query Text", "SELECT");
      plan.set("Plan", json.readTree(forbidden.replace('\'', '"')));
      assertEquals(1, rules.broken(plan).size(), forbidden);
    }
  }

  private static void awaitSeen(PlanLog log, String... parts) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> {
          var texts = new ArrayList<String>();
          for (var plan : log.plans()) {
            texts.add(plan.path("Query Text").asText());
          }
          return List.of(parts).stream()
              .allMatch(part -> texts.stream().anyMatch(text -> text.contains(part)));
        });
  }

  private static long number(String sql) throws SQLException {
    var found = PlanLog.asSuperuser(sql);
    return found == null ? 0 : Long.parseLong(found);
  }

  /** As {@code POST /api/channels/{channel_id}/messages}. */
  private static Set<String> routes() throws IOException {
    JsonNode document =
        new ObjectMapper().readTree(RestAssured.get("/openapi?format=json").asString());
    var routes = new TreeSet<String>();
    document
        .path("paths")
        .properties()
        .forEach(path -> {
          for (var method : List.of("get", "put", "post", "patch", "delete")) {
            if (path.getValue().has(method)) {
              routes.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
            }
          }
        });
    return routes;
  }
}
