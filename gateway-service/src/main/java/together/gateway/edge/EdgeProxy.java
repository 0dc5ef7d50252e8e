package together.gateway.edge;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import together.platform.problem.CommonProblem;

/**
 * Passes requests to the services and their answers back, both as streams. Runs on the event loop
 * of the client's connection; holds nothing but the bytes in flight.
 */
@ApplicationScoped
public class EdgeProxy {
  private final Services services;
  private final Answers answers;
  private final UpstreamFailures failures;
  private final Patience patience;

  public EdgeProxy(
      Services services, Answers answers, UpstreamFailures failures, EdgeSettings settings) {
    this.services = services;
    this.answers = answers;
    this.failures = failures;
    this.patience =
        new Patience(settings.responseTimeout().toNanos(), settings.bodyTimeout().toNanos());
  }

  /** Passes the call on, and answers it. */
  void forward(Call call) {
    var request = call.context().request();
    request.pause();
    if (call.route().websocket()) {
      new WebSocketTunnel(call, services, answers, failures).open();
      return;
    }
    long length = declaredLength(request);
    if (length > call.route().bodyLimit()) {
      answers.problem(call.context(), CommonProblem.PAYLOAD_TOO_LARGE, tooLarge(call.route()));
      return;
    }
    new Exchange(call, services, answers, failures, patience).begin();
  }

  static String tooLarge(Route route) {
    return "the body may have at most " + route.bodyLimit() + " bytes";
  }

  /** Bytes of the body, -1 when it is chunked, 0 when there is none. */
  static long declaredLength(HttpServerRequest request) {
    var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null) {
      // The server's parser has refused whatever is no number.
      return Long.parseLong(length);
    }
    return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) ? -1 : 0;
  }

  /** The target as it was matched, and the query as it came. */
  static String target(HttpServerRequest request) {
    var path = PathSegments.normal(request.path());
    return request.query() == null ? path : path + "?" + request.query();
  }
}
