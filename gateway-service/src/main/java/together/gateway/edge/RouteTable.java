package together.gateway.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The public routes ({@code routes.txt}) as a tree of path segments, so that a look-up costs one
 * step a segment. A literal goes before a parameter; the first path that matches decides, also
 * about the methods. Immutable.
 */
public final class RouteTable {
  private static final String FILE = "/together/gateway/routes.txt";
  private static final RouteMatch MISSING = new RouteMatch.Missing();

  private static final class Node {
    private final Map<String, Node> literals = new HashMap<>();
    private final Map<String, RouteMatch.Found> byMethod = new HashMap<>();
    private @Nullable Node parameter;

    private Node parameter() {
      if (parameter == null) {
        parameter = new Node();
      }
      return parameter;
    }
  }

  private final Node root = new Node();
  private final List<Route> routes;

  /**
   * A table of these routes.
   *
   * @throws IllegalArgumentException when two of them are the same
   */
  public RouteTable(List<Route> routes) {
    this.routes = List.copyOf(routes);
    for (var route : this.routes) {
      add(route);
    }
  }

  /** The table the product ships. */
  public static RouteTable ofFile() {
    try (var file = RouteTable.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException(FILE + " is missing");
      }
      return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The table of a text like {@code routes.txt}. */
  public static RouteTable parse(String text) {
    return new RouteTable(
        text.lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(RouteLine::parse)
            .toList());
  }

  /** All routes, in the file's order. */
  public List<Route> routes() {
    return routes;
  }

  /** The route of a method and of a path's segments, as {@link PathSegments} gives them. */
  public RouteMatch match(String method, String[] segments) {
    var node = find(root, segments, 0);
    if (node == null) {
      return MISSING;
    }
    var found = node.byMethod.get(method);
    return found != null
        ? found
        : new RouteMatch.WrongMethod(new ArrayList<>(new TreeSet<>(node.byMethod.keySet())));
  }

  private static @Nullable Node find(Node node, String[] segments, int depth) {
    if (depth == segments.length) {
      return node.byMethod.isEmpty() ? null : node;
    }
    var segment = segments[depth];
    var literal = node.literals.get(segment);
    if (literal != null) {
      var found = find(literal, segments, depth + 1);
      if (found != null) {
        return found;
      }
    }
    return node.parameter == null || segment.isEmpty()
        ? null
        : find(node.parameter, segments, depth + 1);
  }

  private void add(Route route) {
    var node = root;
    for (var segment : route.template().substring(1).split("/", -1)) {
      node =
          segment.startsWith("{")
              ? node.parameter()
              : node.literals.computeIfAbsent(segment, _ -> new Node());
    }
    for (var method : route.methods()) {
      if (node.byMethod.put(method, new RouteMatch.Found(route)) != null) {
        throw new IllegalArgumentException(
            "twice in the table: " + method + " " + route.template());
      }
    }
  }
}
