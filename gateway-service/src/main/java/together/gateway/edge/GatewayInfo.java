package together.gateway.edge;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;

/** {@code GET /api/gateway}: where to connect, and what a client may do how often. */
@ApplicationScoped
public class GatewayInfo {
  /** 64 KiB a frame: docs/protocol.md. */
  private static final int FRAME_BYTES = 65_536;

  /**
   * The answer.
   *
   * @param url of the WebSocket, {@code ws:} or {@code wss:}
   */
  record View(String url, Limits limits) {}

  /**
   * Limits in force.
   *
   * @param bodyBytes of a request, an upload excepted
   * @param frameBytes of a frame a client sends
   */
  record Limits(
      int requestsPerSecond,
      int registrationsPerMinute,
      int identifiesPerSecond,
      int framesPerMinute,
      int frameBytes,
      int bodyBytes) {}

  private final Answers answers;
  private final View view;

  public GatewayInfo(Answers answers, EdgeSettings settings, GatewayLimits sockets) {
    this.answers = answers;
    this.view =
        new View(
            socketUrl(settings.publicUrl()),
            new Limits(
                settings.requestsPerSecond(),
                settings.registrationsPerMinute(),
                sockets.identifiesPerSecond(),
                sockets.framesPerMinute(),
                FRAME_BYTES,
                (int) Route.DEFAULT_BODY_LIMIT));
  }

  void register(@Observes Router router) {
    router.get("/api/gateway").handler(context -> answers.json(context, 200, view));
  }

  static String socketUrl(URI publicUrl) {
    var scheme = "https".equals(publicUrl.getScheme()) ? "wss" : "ws";
    return scheme + "://" + publicUrl.getRawAuthority() + "/gateway";
  }
}
