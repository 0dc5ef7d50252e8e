package together.gateway.edge;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which headers pass the edge. Those of one connection only (RFC 9110, 7.6.1) and those a client
 * could pose as one of us with stay behind.
 */
final class HeaderRules {
  private static final String INTERNAL = "together-internal-";
  private static final String FORWARDED = "x-forwarded-";

  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  /** Set anew for the request to the service; trace headers by the tracer of the HTTP client. */
  private static final Set<String> SET_ANEW =
      Set.of(
          "host",
          "expect",
          "forwarded",
          "x-real-ip",
          "x-request-id",
          "content-length",
          "traceparent",
          "tracestate");

  private HeaderRules() {}

  /** Copies what a service may see of a client's request. */
  static void copyRequest(MultiMap from, MultiMap to) {
    var connection = from.getAll("connection");
    for (var header : from) {
      var name = header.getKey().toLowerCase(Locale.ROOT);
      if (!HOP_BY_HOP.contains(name)
          && !SET_ANEW.contains(name)
          && !name.startsWith(FORWARDED)
          && !name.startsWith(INTERNAL)
          && !isNamedBy(connection, name)) {
        to.add(header.getKey(), header.getValue());
      }
    }
  }

  /** Copies what a client may see of a service's answer. */
  static void copyResponse(MultiMap from, MultiMap to) {
    var connection = from.getAll("connection");
    for (var header : from) {
      var name = header.getKey().toLowerCase(Locale.ROOT);
      if (!HOP_BY_HOP.contains(name)
          && !name.equals("x-request-id")
          && !name.startsWith(INTERNAL)
          && !isNamedBy(connection, name)) {
        to.add(header.getKey(), header.getValue());
      }
    }
  }

  private static boolean isNamedBy(List<String> connection, String name) {
    for (var value : connection) {
      // Nearly always this, which names no header worth a look.
      if (value.equalsIgnoreCase("keep-alive")) {
        continue;
      }
      for (var token : value.split(",", -1)) {
        if (token.strip().equalsIgnoreCase(name)) {
          return true;
        }
      }
    }
    return false;
  }
}
