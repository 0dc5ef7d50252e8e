package together.gateway.edge;

import java.util.concurrent.TimeUnit;

/**
 * How long each side may keep the other waiting.
 *
 * @param serviceNanos a service, for its answer or the next part of it
 * @param clientNanos a client, for 1 MiB of its body, or to read what was sent
 */
record Patience(long serviceNanos, long clientNanos) {
  /** For the answer of a service, or the next part of it. */
  long answerNanos(Route route) {
    return route.answerSeconds() > 0
        ? TimeUnit.SECONDS.toNanos(route.answerSeconds())
        : serviceNanos;
  }

  /** For the whole body of a request to this route. */
  long bodyNanos(Route route) {
    return clientNanos * Math.max(1, route.bodyLimit() / Route.DEFAULT_BODY_LIMIT);
  }
}
