package together.gateway.edge;

import java.util.Set;

/**
 * One line of {@code routes.txt}.
 *
 * @param methods upper case, HEAD beside every GET
 * @param template the path, with {@code {name}} for a segment that may be anything
 * @param options whatever else the line says
 */
public record Route(
    Set<String> methods, String template, Upstream upstream, Access access, Options options) {
  static final long DEFAULT_BODY_LIMIT = 1 << 20;
  private static final String UNCOUNTED = "none";

  /**
   * What a line may say, or leave out.
   *
   * @param bodyLimit most bytes of a request body
   * @param limit how often a caller may come: the name of a setting, a {@link Rate}, {@code none}
   *     for a route that does not count at all, or empty
   * @param parallel most requests of it under way at once, 0 without a bound of its own
   * @param answerSeconds how long its answer may take, 0: as long as any other
   * @param websocket whether an upgrade is passed on; other requests are refused then
   */
  record Options(long bodyLimit, String limit, int parallel, int answerSeconds, boolean websocket) {
    static final Options NONE = new Options(DEFAULT_BODY_LIMIT, "", 0, 0, false);
  }

  public Route {
    methods = Set.copyOf(methods);
  }

  long bodyLimit() {
    return options.bodyLimit();
  }

  String limit() {
    return options.limit();
  }

  int parallel() {
    return options.parallel();
  }

  int answerSeconds() {
    return options.answerSeconds();
  }

  boolean websocket() {
    return options.websocket();
  }

  /** Whether it has a limit of its own. */
  boolean isLimited() {
    return !limit().isEmpty() && !isUncounted();
  }

  boolean isUncounted() {
    return limit().equals(UNCOUNTED);
  }
}
