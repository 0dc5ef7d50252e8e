package together.gateway.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import together.gateway.edge.Access;
import together.gateway.edge.Route;
import together.gateway.edge.RouteMatch;
import together.gateway.edge.RouteTable;
import together.gateway.edge.Upstream;

/** One OpenAPI document of all that is public: what services describe and the route table has. */
final class MergedDocument {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  private final RouteTable routes;
  private final URI publicUrl;

  MergedDocument(RouteTable routes, URI publicUrl) {
    this.routes = routes;
    this.publicUrl = publicUrl;
  }

  /**
   * Merges.
   *
   * @param missing services that gave no document, named in {@code x-unavailable}
   */
  ObjectNode of(List<ServiceDocument> documents, List<Upstream> missing) {
    var names = new ComponentNames(documents);
    var paths = new TreeMap<String, ObjectNode>();
    var components = new TreeMap<String, Map<String, ObjectNode>>();
    var operationIds = new HashSet<String>();
    for (var document : documents) {
      addPaths(document, names, paths, operationIds);
      addComponents(document, names, components);
    }
    var merged = JsonNodeFactory.instance.objectNode();
    merged.put("openapi", "3.1.0");
    merged.putObject("info").put("title", "Together").put("version", "1");
    merged.putArray("servers").addObject().put("url", publicUrl.toString());
    var unavailable = merged.putArray("x-unavailable");
    missing.forEach(service -> unavailable.add(lowerCase(service)));
    merged.putObject("paths").setAll(paths);
    var all = merged.putObject("components");
    components.forEach((section, byName) -> all.putObject(section).setAll(byName));
    all.putObject("securitySchemes")
        .putObject("bearer")
        .put("type", "http")
        .put("scheme", "bearer")
        .put("bearerFormat", "JWT");
    return merged;
  }

  private void addPaths(
      ServiceDocument document,
      ComponentNames names,
      Map<String, ObjectNode> paths,
      Set<String> operationIds) {
    for (var path : document.document().path("paths").properties()) {
      for (var member : path.getValue().properties()) {
        var route = routeOf(document.service(), member.getKey(), path.getKey());
        if (route == null) {
          continue;
        }
        var operation = (ObjectNode) names.renamed(document.service(), member.getValue());
        complete(operation, route, operationIds);
        var item = paths.computeIfAbsent(path.getKey(), _ -> operation.objectNode());
        item.set(member.getKey(), operation);
        var shared = path.getValue().get("parameters");
        if (shared != null) {
          item.set("parameters", names.renamed(document.service(), shared));
        }
      }
    }
  }

  private @Nullable Route routeOf(Upstream service, String member, String path) {
    if (!METHODS.contains(member) || !path.startsWith("/")) {
      return null;
    }
    var match = routes.match(member.toUpperCase(Locale.ROOT), path.substring(1).split("/", -1));
    return match instanceof RouteMatch.Found(var route) && route.upstream() == service
        ? route
        : null;
  }

  private static void complete(ObjectNode operation, Route route, Set<String> operationIds) {
    var security = operation.putArray("security");
    if (route.access() != Access.OPEN) {
      security.addObject().putArray("bearer");
    }
    if (!operation.has("tags")) {
      operation.putArray("tags").add(lowerCase(route.upstream()));
    }
    var id = operation.path("operationId").asText();
    if (!id.isEmpty() && !operationIds.add(id)) {
      var unique = lowerCase(route.upstream()) + "." + id;
      operation.put("operationId", unique);
      operationIds.add(unique);
    }
  }

  private static void addComponents(
      ServiceDocument document,
      ComponentNames names,
      Map<String, Map<String, ObjectNode>> components) {
    for (var section : document.document().path("components").properties()) {
      if (section.getKey().equals("securitySchemes")) {
        continue;
      }
      var byName = components.computeIfAbsent(section.getKey(), _ -> new TreeMap<>());
      for (var component : section.getValue().properties()) {
        if (names.renamed(document.service(), component.getValue()) instanceof ObjectNode node) {
          byName.put(names.nameOf(document.service(), section.getKey(), component.getKey()), node);
        }
      }
    }
  }

  private static String lowerCase(Upstream service) {
    return service.name().toLowerCase(Locale.ROOT);
  }
}
