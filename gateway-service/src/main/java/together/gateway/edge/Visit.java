package together.gateway.edge;

import org.jspecify.annotations.Nullable;

/** What is told of one request when it is over. Confined to its event loop. */
final class Visit {
  private final long began = System.nanoTime();
  private final @Nullable Route route;
  private final String method;
  private final String requestId;
  private long userId;

  Visit(@Nullable Route route, String method, String requestId) {
    this.route = route;
    this.method = method;
    this.requestId = requestId;
  }

  /** Null for what is not in the table. */
  @Nullable Route route() {
    return route;
  }

  String method() {
    return method;
  }

  String requestId() {
    return requestId;
  }

  /** 0 while nobody has shown a token. */
  long userId() {
    return userId;
  }

  void by(long user) {
    userId = user;
  }

  long nanos() {
    return System.nanoTime() - began;
  }
}
