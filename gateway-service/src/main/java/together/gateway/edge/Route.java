package together.gateway.edge;

import java.util.Set;

/**
 * One line of {@code routes.txt}.
 *
 * @param methods upper case, HEAD beside every GET
 * @param template the path, with {@code {name}} for a segment that may be anything
 * @param bodyLimit most bytes of a request body
 * @param registration whether calls count as registrations of an address
 * @param websocket whether an upgrade is passed on; other requests are refused then
 */
public record Route(
    Set<String> methods,
    String template,
    Upstream upstream,
    Access access,
    long bodyLimit,
    boolean registration,
    boolean websocket) {
  static final long DEFAULT_BODY_LIMIT = 1 << 20;

  public Route {
    methods = Set.copyOf(methods);
  }
}
