package together.gateway.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import together.platform.problem.ProblemException;
import together.platform.problem.ProblemType;
import together.platform.problem.ProblemView;

/** What the edge and the gateway's own routes answer themselves. */
@ApplicationScoped
public class Answers {
  /** A client that is told no in the middle of its body may finish this much of it, so long. */
  private static final long MOST_DISCARDED = 4 << 20;

  private static final long DISCARD_MILLIS = 5_000;

  private final ObjectMapper json;

  public Answers(ObjectMapper json) {
    this.json = json;
  }

  /** Ends the request with JSON. */
  public void json(RoutingContext context, int status, Object body) {
    end(context, status, "application/json", body);
  }

  /** Ends the request with a problem. */
  public void problem(RoutingContext context, ProblemException problem) {
    problem(context, problem.type(), problem.detail());
  }

  /** Ends the request with a problem. */
  public void problem(RoutingContext context, ProblemType type, String detail) {
    problem(context, type, detail, Map.of());
  }

  /** Ends the request with a problem that has these extension members (RFC 9457, 3.2). */
  public void problem(
      RoutingContext context, ProblemType type, String detail, Map<String, ?> extensions) {
    var response = context.response();
    if (type.status() == 503) {
      response.putHeader("Retry-After", "1");
    }
    if (type.status() == 401) {
      response.putHeader("WWW-Authenticate", "Bearer");
    }
    var view = ProblemView.of(type, detail, List.of(), response.headers().get(RequestIds.HEADER));
    ObjectNode body = json.valueToTree(view);
    extensions.forEach(body::putPOJO);
    end(context, type.status(), ProblemView.MEDIA_TYPE, body);
  }

  private void end(RoutingContext context, int status, String mediaType, Object body) {
    var request = context.request();
    var response = context.response();
    response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, mediaType);
    boolean waitsForContinue =
        request.headers().contains(HttpHeaders.EXPECT) && request.version() != HttpVersion.HTTP_2;
    if (waitsForContinue) {
      // Whether its body follows is not known, so nothing after it on this connection is either.
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    var ended = response.end(bytes(body));
    if (waitsForContinue) {
      ended.onComplete(_ -> request.connection().close());
    } else if (!request.isEnded()) {
      discardBody(context);
    }
  }

  private Buffer bytes(Object body) {
    try {
      return Buffer.buffer(json.writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not for JSON: " + body.getClass(), e);
    }
  }

  /**
   * Reads on for a moment: a connection closed with bytes unread is reset, and the client would
   * never see why.
   */
  private static void discardBody(RoutingContext context) {
    var request = context.request();
    var vertx = context.vertx();
    var discarded = new long[1];
    long timer = vertx.setTimer(DISCARD_MILLIS, _ -> close(request));
    request.handler(chunk -> {
      discarded[0] += chunk.length();
      if (discarded[0] > MOST_DISCARDED) {
        close(request);
      }
    });
    request.endHandler(_ -> vertx.cancelTimer(timer));
    request.exceptionHandler(_ -> vertx.cancelTimer(timer));
    request.resume();
  }

  private static void close(HttpServerRequest request) {
    request.connection().close();
  }
}
