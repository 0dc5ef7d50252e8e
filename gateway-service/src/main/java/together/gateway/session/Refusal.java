package together.gateway.session;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import together.platform.problem.ProblemType;
import together.platform.problem.ProblemView;

/** Why an upgrade is not done. */
enum Refusal implements ProblemType {
  FORBIDDEN_ORIGIN(403, "Sockets are not opened from this origin"),
  UPGRADE_REQUIRED(426, "This is a WebSocket (version 13)"),
  NOT_READY(503, "This node is not ready for sockets; try again");

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

  void answer(RoutingContext context) {
    var body =
        new JsonObject()
            .put("type", "/problems/" + name())
            .put("title", title)
            .put("status", status)
            .put("detail", title)
            .put("code", name())
            .put("errors", new JsonArray())
            .putNull("request_id");
    if (this == NOT_READY) {
      context.response().putHeader("Retry-After", "1");
    }
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", ProblemView.MEDIA_TYPE)
        .end(body.toBuffer());
  }
}
