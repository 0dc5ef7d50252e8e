package together.gateway.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import together.gateway.edge.Upstream;

/**
 * Gives components of several services names in one document. A name keeps its form when all who
 * use it mean the same, down to what it refers to; else each gets its service in front.
 */
final class ComponentNames {
  private static final String PREFIX = "#/components/";

  /** By {@code section/name}: the definition of each service. */
  private final Map<String, Map<Upstream, JsonNode>> definitions = new HashMap<>();

  private final Set<String> ambiguous = new HashSet<>();

  ComponentNames(List<ServiceDocument> documents) {
    for (var document : documents) {
      for (var section : document.document().path("components").properties()) {
        for (var component : section.getValue().properties()) {
          definitions
              .computeIfAbsent(section.getKey() + "/" + component.getKey(), _ -> new HashMap<>())
              .put(document.service(), component.getValue());
        }
      }
    }
    definitions.forEach((key, byService) -> {
      if (Set.copyOf(byService.values()).size() > 1) {
        ambiguous.add(key);
      }
    });
    while (spread()) {
      // Until nothing shared refers to something ambiguous.
    }
  }

  /** The name of a service's component in the merged document. */
  String nameOf(Upstream service, String section, String name) {
    return ambiguous.contains(section + "/" + name)
        ? service.name().toLowerCase(Locale.ROOT) + "." + name
        : name;
  }

  /** A copy of a service's node, with its references pointing at the names given here. */
  JsonNode renamed(Upstream service, JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        var copy = object.objectNode();
        object.properties().forEach(p -> copy.set(p.getKey(), renamed(service, p.getValue())));
        yield copy;
      }
      case ArrayNode array -> {
        var copy = array.arrayNode();
        array.forEach(element -> copy.add(renamed(service, element)));
        yield copy;
      }
      case TextNode text when text.textValue().startsWith(PREFIX) -> {
        var parts = text.textValue().substring(PREFIX.length()).split("/", 2);
        yield parts.length == 2
            ? TextNode.valueOf(PREFIX + parts[0] + "/" + nameOf(service, parts[0], parts[1]))
            : text;
      }
      default -> node;
    };
  }

  private boolean spread() {
    boolean changed = false;
    for (var definition : definitions.entrySet()) {
      var byService = definition.getValue();
      if (byService.size() > 1
          && !ambiguous.contains(definition.getKey())
          && byService.values().stream().anyMatch(this::refersToAmbiguous)) {
        ambiguous.add(definition.getKey());
        changed = true;
      }
    }
    return changed;
  }

  private boolean refersToAmbiguous(JsonNode node) {
    if (node.isTextual() && node.textValue().startsWith(PREFIX)) {
      return ambiguous.contains(node.textValue().substring(PREFIX.length()));
    }
    for (var child : node) {
      if (refersToAmbiguous(child)) {
        return true;
      }
    }
    return false;
  }
}
