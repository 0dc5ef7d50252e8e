package together.gateway.edge;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
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
  private final Circuits circuits;
  private final Crowding crowding;
  private final Patience patience;

  public EdgeProxy(
      Services services,
      Answers answers,
      UpstreamFailures failures,
      Circuits circuits,
      Crowding crowding,
      EdgeSettings settings) {
    this.services = services;
    this.answers = answers;
    this.failures = failures;
    this.circuits = circuits;
    this.crowding = crowding;
    this.patience =
        new Patience(settings.responseTimeout().toNanos(), settings.bodyTimeout().toNanos());
  }

  /** Passes the call on, and answers it. */
  void forward(Call call) {
    var request = call.context().request();
    var route = call.route();
    request.pause();
    if (declaredLength(request) > route.bodyLimit()) {
      answers.problem(call.context(), CommonProblem.PAYLOAD_TOO_LARGE, tooLarge(route));
      return;
    }
    if (!crowding.enter(route)) {
      answers.problem(
          call.context(), EdgeProblem.TOO_BUSY, "at most " + route.parallel() + " at once");
      return;
    }
    if (route.parallel() > 0) {
      call.context().addEndHandler(_ -> crowding.leave(route));
    }
    if (!circuits.lets(route.upstream())) {
      answers.problem(
          call.context(),
          CommonProblem.DEPENDENCY_UNAVAILABLE,
          "the service behind this route does not answer at present; try later");
    } else if (route.websocket()) {
      new WebSocketTunnel(call, services, answers, failures).open();
    } else {
      new Exchange(call, services, answers, failures, circuits, patience).begin();
    }
  }

  static String tooLarge(Route route) {
    return "the body may have at most " + route.bodyLimit() + " bytes";
  }

  /** Bytes of the body, -1 when they are not told beforehand, 0 when there is none. */
  static long declaredLength(HttpServerRequest request) {
    var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null) {
      // The server's parser has refused whatever is no number.
      return Long.parseLong(length);
    }
    boolean follows =
        request.version() == HttpVersion.HTTP_2
            ? !request.isEnded()
            : request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    return follows ? -1 : 0;
  }

  /** The target as it was matched, and the query as it came. */
  static String target(HttpServerRequest request) {
    var path = PathSegments.normal(request.path());
    return request.query() == null ? path : path + "?" + request.query();
  }
}
