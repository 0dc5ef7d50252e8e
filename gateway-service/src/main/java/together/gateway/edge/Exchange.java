package together.gateway.edge;

import io.vertx.core.AsyncResult;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import together.platform.problem.CommonProblem;
import together.platform.problem.ProblemType;

/**
 * One request on its way to a service and back. Ends in one of three ways: the service's answer, a
 * problem while nothing of an answer was sent, a cut connection after. Used on one event loop.
 */
final class Exchange {
  /** May be sent twice without doing more than once (RFC 9110, 9.2.2). */
  private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "PUT", "DELETE");

  private static final int MOST_ATTEMPTS = 2;

  private final Call call;
  private final Services services;
  private final Answers answers;
  private final UpstreamFailures failures;
  private final Circuits circuits;
  private final Patience patience;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Deadline deadline;
  private final long length;
  private @Nullable HttpClientRequest upstream;
  private int attempts;
  private boolean headArrived;
  private boolean over;

  Exchange(
      Call call,
      Services services,
      Answers answers,
      UpstreamFailures failures,
      Circuits circuits,
      Patience patience) {
    this.call = call;
    this.services = services;
    this.answers = answers;
    this.failures = failures;
    this.circuits = circuits;
    this.patience = patience;
    request = call.context().request();
    response = request.response();
    deadline = new Deadline(call.context().vertx());
    length = EdgeProxy.declaredLength(request);
  }

  void begin() {
    call.context().addEndHandler(this::ended);
    attempt();
  }

  private void attempt() {
    attempts++;
    var options =
        services.request(
            call.route().upstream(), request.method().name(), EdgeProxy.target(request));
    services
        .client()
        .request(options)
        .onComplete(opened -> {
          if (opened.failed()) {
            unreachable(opened.cause());
          } else if (over) {
            opened.result().reset();
          } else {
            upstream = opened.result();
            sendPlain(opened.result());
          }
        });
  }

  /** The HTTP client refuses header values that the server let pass: control characters. */
  private void sendPlain(HttpClientRequest sent) {
    try {
      send(sent);
    } catch (IllegalArgumentException e) {
      fail(CommonProblem.BAD_REQUEST, "a header is not in its plain form", e);
    }
  }

  private void send(HttpClientRequest sent) {
    HeaderRules.copyRequest(request.headers(), sent.headers());
    sent.putHeader(RequestIds.HEADER, call.requestId())
        .putHeader("X-Forwarded-For", call.peer().address())
        .putHeader("X-Forwarded-Proto", call.peer().scheme());
    // What breaks is told by the answer's future; without a handler Vert.x logs it as an error.
    sent.exceptionHandler(_ -> {});
    sent.response()
        .onComplete(answered -> {
          if (over) {
            return;
          }
          if (answered.succeeded()) {
            answer(answered.result());
          } else {
            unreachable(answered.cause());
          }
        });
    if (length == 0) {
      awaitService();
      sent.end();
    } else {
      sendBody(sent);
    }
  }

  private void sendBody(HttpClientRequest sent) {
    if (length > 0) {
      sent.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length));
    } else {
      sent.setChunked(true);
    }
    if (request.headers().contains(HttpHeaders.EXPECT)) {
      response.writeContinue();
      request.headers().remove(HttpHeaders.EXPECT);
    }
    long bodyEnd = System.nanoTime() + patience.bodyNanos(call.route());
    Runnable tooSlow =
        () -> fail(EdgeProblem.REQUEST_TIMEOUT, "the body took too long", tooSlow("client"));
    deadline.at(bodyEnd, tooSlow);
    new Pump(request, sent)
        .atMost(call.route().bodyLimit(), this::tooLarge)
        .onBlocked(this::awaitService)
        .onFlowing(() -> deadline.at(bodyEnd, tooSlow))
        .onEnd(() -> {
          if (!over) {
            awaitService();
            sent.end();
          }
        })
        .start();
  }

  private void awaitService() {
    deadline.in(
        patience.answerNanos(call.route()),
        () ->
            fail(
                CommonProblem.DEPENDENCY_UNAVAILABLE,
                "the service behind this route did not answer in time; try again",
                tooSlow("service")));
  }

  private static TimeoutException tooSlow(String who) {
    return new TimeoutException("the " + who + " took too long");
  }

  private void tooLarge() {
    over = true;
    reset();
    if (response.headWritten()) {
      response.reset();
    } else {
      answers.problem(
          call.context(), CommonProblem.PAYLOAD_TOO_LARGE, EdgeProxy.tooLarge(call.route()));
    }
  }

  private void unreachable(Throwable cause) {
    if (over) {
      return;
    }
    boolean repeatable =
        length == 0
            && IDEMPOTENT.contains(request.method().name())
            && !(cause instanceof ConnectionPoolTooBusyException);
    if (repeatable && attempts < MOST_ATTEMPTS && !response.headWritten()) {
      circuits.failed(call.route().upstream());
      attempt();
      return;
    }
    fail(
        CommonProblem.DEPENDENCY_UNAVAILABLE,
        "the service behind this route does not answer; try again",
        cause);
  }

  private void fail(ProblemType problem, String detail, Throwable cause) {
    if (over) {
      return;
    }
    over = true;
    reset();
    if (problem == CommonProblem.DEPENDENCY_UNAVAILABLE) {
      failures.add(call.route(), cause);
      // Many answers that break off at once, such as large files, must not shut a service that is
      // there for everybody.
      if (!headArrived && !(cause instanceof ConnectionPoolTooBusyException)) {
        circuits.failed(call.route().upstream());
      }
    }
    if (response.headWritten()) {
      // Half an answer must not look like a whole one.
      response.reset();
    } else {
      answers.problem(call.context(), problem, detail);
    }
  }

  private void answer(HttpClientResponse answer) {
    headArrived = true;
    circuits.answered(call.route().upstream());
    response.setStatusCode(answer.statusCode());
    HeaderRules.copyResponse(answer.headers(), response.headers());
    boolean counted = answer.headers().contains(HttpHeaders.CONTENT_LENGTH);
    boolean bodiless =
        request.method().name().equals("HEAD")
            || answer.statusCode() == 204
            || answer.statusCode() == 304;
    if (!counted && !bodiless && request.version() != HttpVersion.HTTP_1_0) {
      response.setChunked(true);
    }
    awaitService();
    answer.exceptionHandler(
        cause -> fail(CommonProblem.DEPENDENCY_UNAVAILABLE, "the answer broke off", cause));
    new Pump(answer, response)
        .onBlocked(() ->
            deadline.in(
                patience.clientNanos(),
                () -> fail(EdgeProblem.REQUEST_TIMEOUT, "not read", tooSlow("client"))))
        .onFlowing(this::awaitService)
        .onEnd(() -> {
          if (!over) {
            upstream = null;
            response.end();
          }
        })
        .start();
  }

  /** The answer is out, or the client has left. */
  private void ended(AsyncResult<Void> end) {
    over = true;
    deadline.cancel();
    reset();
  }

  private void reset() {
    deadline.cancel();
    if (upstream != null) {
      upstream.reset();
      upstream = null;
    }
  }
}
