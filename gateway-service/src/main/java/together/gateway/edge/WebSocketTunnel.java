package together.gateway.edge;

import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.NetSocket;
import together.platform.problem.CommonProblem;
import together.platform.problem.ProblemException;

/** Passes an upgrade on and then, untouched, whatever either side sends, until one closes. */
final class WebSocketTunnel {
  private static final int SWITCHING_PROTOCOLS = 101;

  private final Call call;
  private final Services services;
  private final Answers answers;
  private final UpstreamFailures failures;

  WebSocketTunnel(Call call, Services services, Answers answers, UpstreamFailures failures) {
    this.call = call;
    this.services = services;
    this.answers = answers;
    this.failures = failures;
  }

  /** Whether a request asks for a WebSocket (RFC 6455, 4.1); over HTTP/2 there are none here. */
  static boolean isUpgrade(HttpServerRequest request) {
    return "GET".equals(request.method().name())
        && request.version() == HttpVersion.HTTP_1_1
        && request.headers().contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true);
  }

  void open() {
    var request = call.context().request();
    services
        .client()
        .request(services.request(call.route().upstream(), "GET", EdgeProxy.target(request)))
        .compose(this::upgrade)
        .onSuccess(this::answered)
        .onFailure(this::failed);
  }

  private io.vertx.core.Future<HttpClientResponse> upgrade(HttpClientRequest upgrade) {
    var request = call.context().request();
    try {
      HeaderRules.copyRequest(request.headers(), upgrade.headers());
    } catch (IllegalArgumentException e) {
      upgrade.reset();
      throw new ProblemException(CommonProblem.BAD_REQUEST, "a header is not in its plain form");
    }
    // What breaks is told by the future; without a handler Vert.x logs it as an error.
    upgrade
        .exceptionHandler(_ -> {})
        .putHeader(RequestIds.HEADER, call.requestId())
        .putHeader("X-Forwarded-For", call.peer().address())
        .putHeader("X-Forwarded-Proto", call.peer().scheme())
        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE)
        .putHeader(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET);
    return upgrade.connect();
  }

  private void answered(HttpClientResponse answer) {
    var request = call.context().request();
    var response = request.response();
    HeaderRules.copyResponse(answer.headers(), response.headers());
    if (answer.statusCode() != SWITCHING_PROTOCOLS) {
      response.setStatusCode(answer.statusCode()).setChunked(true);
      answer.pipeTo(response);
      return;
    }
    var service = answer.netSocket();
    service.pause();
    response
        .setStatusCode(SWITCHING_PROTOCOLS)
        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE)
        .putHeader(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET);
    request
        .toNetSocket()
        .onSuccess(client -> join(client, service))
        .onFailure(_ -> service.close());
  }

  private static void join(NetSocket client, NetSocket service) {
    client.pipeTo(service).onComplete(_ -> service.close());
    service.pipeTo(client).onComplete(_ -> client.close());
    service.resume();
  }

  private void failed(Throwable cause) {
    if (cause instanceof ProblemException problem) {
      answers.problem(call.context(), problem);
      return;
    }
    failures.add(call.route(), cause);
    answers.problem(
        call.context(),
        CommonProblem.DEPENDENCY_UNAVAILABLE,
        "the service behind this route does not answer; try again");
  }
}
