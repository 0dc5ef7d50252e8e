package together.gateway.session;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.ThreadLocalRandom;
import together.gateway.edge.RequestIds;
import together.platform.problem.ProblemType;
import together.platform.problem.ProblemView;

/** Why an upgrade is not done. */
enum Refusal implements ProblemType {
  FORBIDDEN_ORIGIN(403, "Sockets are not opened from this origin"),
  UPGRADE_REQUIRED(426, "This is a WebSocket (version 13)"),
  TOO_MANY_STRANGERS(429, "Too many sockets of this address have not identified; try again"),
  NOT_READY(503, "This node is not ready for sockets; try again"),
  BUSY(503, "This node has no room for more sockets now; try again"),
  GOING_AWAY(503, "This node stops; connect again");

  /** Whoever is sent away comes back within this many seconds after the first. */
  private static final int SPREAD_SECONDS = 5;

  private static final String VERSION = "Sec-WebSocket-Version";

  private final int status;
  private final String title;

  Refusal(int status, String title) {
    this.status = status;
    this.title = title;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }

  private static void retryAfter(RoutingContext context, int seconds) {
    context.response().putHeader("Retry-After", Integer.toString(seconds));
  }

  private static int random(int most) {
    return ThreadLocalRandom.current().nextInt(most);
  }

  void answer(RoutingContext context) {
    var body =
        new JsonObject()
            .put("type", "/problems/" + name())
            .put("title", title)
            .put("status", status)
            .put("detail", title)
            .put("code", name())
            .put("errors", new JsonArray())
            .put("request_id", context.response().headers().get(RequestIds.HEADER));
    switch (this) {
      case NOT_READY, BUSY -> retryAfter(context, 1 + random(SPREAD_SECONDS));
      // Others are there, and the clients come one by one.
      case GOING_AWAY, TOO_MANY_STRANGERS -> retryAfter(context, 1);
      case UPGRADE_REQUIRED ->
          context.response().putHeader("Upgrade", "websocket").putHeader(VERSION, "13");
      case FORBIDDEN_ORIGIN -> {
        // It will not be another time either.
      }
    }
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", ProblemView.MEDIA_TYPE)
        .end(body.toBuffer());
  }
}
