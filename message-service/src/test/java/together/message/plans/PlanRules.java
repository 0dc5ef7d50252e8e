package together.message.plans;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What no plan of a route may do, however much there is. */
final class PlanRules {
  /** Rows of a page; a batch of posts locks as many heads. */
  private static final int PAGE = 200;

  private final Set<String> large;

  /**
   * @param large tables that grow with what is said
   */
  PlanRules(Set<String> large) {
    this.large = large;
  }

  /** What is wrong with a plan; nothing when it goes by keys. */
  List<String> broken(JsonNode plan) {
    var broken = new ArrayList<String>();
    look(plan.path("Plan"), broken);
    return broken.stream()
        .map(rule -> rule + ": " + plan.path("Query Text").asText().strip())
        .toList();
  }

  private void look(JsonNode node, List<String> broken) {
    var type = node.path("Node Type").asText();
    var table = node.path("Relation Name").asText();
    if (type.equals("Seq Scan") && large.contains(table)) {
      broken.add("reads all of " + table);
    }
    if (type.contains("Sort") && node.path("Actual Rows").asDouble() > PAGE) {
      broken.add("sorts " + node.path("Actual Rows").asText() + " rows");
    }
    double passedOver =
        node.path("Rows Removed by Filter").asDouble() * node.path("Actual Loops").asDouble(1);
    if (large.contains(table) && passedOver > PAGE) {
      broken.add("passes over " + passedOver + " rows of " + table);
    }
    node.path("Plans").forEach(below -> look(below, broken));
  }
}
