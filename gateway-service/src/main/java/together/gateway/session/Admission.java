package together.gateway.session;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import together.gateway.drain.Drain;
import together.gateway.edge.GatewayLimits;
import together.gateway.edge.TokenBucket;

/** Whether one more socket is opened on this node, and how much it may say. Never blocks. */
@ApplicationScoped
public class Admission {
  private final GatewayNode node;
  private final Drain drain;
  private final SessionLoader loader;
  private final GatewayLimits limits;
  private final SessionMeters meters;
  private final Origins origins;

  public Admission(
      GatewayNode node,
      Drain drain,
      SessionLoader loader,
      GatewayLimits limits,
      GatewaySettings settings,
      SessionMeters meters) {
    this.node = node;
    this.drain = drain;
    this.loader = loader;
    this.limits = limits;
    this.meters = meters;
    this.origins = new Origins(settings);
  }

  /** Why this upgrade is not done; null when it is. */
  @Nullable Refusal refuses(HttpServerRequest request) {
    if (request.getHeader(HttpHeaderNames.SEC_WEBSOCKET_KEY) == null
        || !"websocket".equalsIgnoreCase(request.getHeader(HttpHeaderNames.UPGRADE))
        || !"13".equals(request.getHeader(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
      return Refusal.UPGRADE_REQUIRED;
    }
    if (!origins.allows(request.getHeader(HttpHeaderNames.ORIGIN))) {
      return Refusal.FORBIDDEN_ORIGIN;
    }
    if (drain.isDraining()) {
      return Refusal.GOING_AWAY;
    }
    if (!node.isReady()) {
      return Refusal.NOT_READY;
    }
    // Before it costs anything: whoever is here already is served first.
    return meters.sockets() >= limits.sockets() || loader.line().isFull() ? Refusal.BUSY : null;
  }

  /** A socket that was opened came by that listener. */
  void cameBy(@Nullable Channel listener) {
    drain.cameBy(listener);
  }

  /** What one socket may send. */
  TokenBucket frames() {
    return new TokenBucket(
        limits.framesPerMinute(), TimeUnit.MINUTES.toNanos(1), System.nanoTime());
  }
}
