package together.gateway.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.MultiMap;
import java.net.URI;
import java.net.URLDecoder;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import together.platform.problem.ProblemException;

/**
 * What of a request's head passes the edge: a path and a query that every server reads alike, no
 * header that is the connection's or ours, a plain request id. The input is lines: the target, then
 * headers.
 */
public final class RequestFuzzer {
  private static final Set<String> NEVER =
      Set.of(
          "connection", "transfer-encoding", "content-length", "host", "upgrade", "te", "expect");

  private RequestFuzzer() {}

  public static void fuzzerTestOneInput(byte[] input) {
    var lines = new String(input, ISO_8859_1).split("\n", -1);
    target(lines[0]);
    headers(List.of(lines).subList(1, lines.length));
  }

  private static void target(String target) {
    int mark = target.indexOf('?');
    var path = PathSegments.normal(mark < 0 ? target : target.substring(0, mark));
    try {
      PathSegments.checkQuery(mark < 0 ? null : target.substring(mark + 1));
      RouteTable.ofFile().match("GET", PathSegments.of(path));
    } catch (ProblemException e) {
      return;
    }
    if (!URI.create(path).normalize().getRawPath().equals(path)) {
      throw new AssertionError("read in two ways: " + path);
    }
    var decoded = URLDecoder.decode(path.replace("+", "%2B"), UTF_8);
    int slashes = path.length() - path.replace("/", "").length();
    if (decoded.chars().anyMatch(c -> c < ' ' || c == 0x7F || c == '\\')
        || decoded.contains("/../")
        || decoded.length() - decoded.replace("/", "").length() != slashes) {
      throw new AssertionError("another path when decoded: " + path);
    }
  }

  private static void headers(List<String> lines) {
    var from = MultiMap.caseInsensitiveMultiMap();
    for (var line : lines) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        from.add(line.substring(0, colon), line.substring(colon + 1));
      }
    }
    var to = MultiMap.caseInsensitiveMultiMap();
    HeaderRules.copyRequest(from, to);
    for (var name : to.names()) {
      var lower = name.toLowerCase(Locale.ROOT);
      if (NEVER.contains(lower)
          || lower.startsWith("together-internal-")
          || lower.startsWith("x-forwarded-")) {
        throw new AssertionError("passed: " + name);
      }
    }
    var id = RequestIds.accept(from.get("x-request-id"));
    if (!id.matches("[A-Za-z0-9._-]{1,64}")) {
      throw new AssertionError("request id: " + id);
    }
  }
}
