package together.gateway.session;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import together.gateway.connection.Connections;
import together.gateway.frame.ServerFrames;

/**
 * {@code GET /gateway}: the WebSocket upgrade (RFC 6455, section 4.2). After it the socket leaves
 * HTTP: its frames go from Netty's decoder straight to a {@link SocketHandler}, and pre-encoded
 * bytes go out (docs/adr/0006).
 */
@ApplicationScoped
public class GatewayEndpoint {
  private static final Logger log = Logger.getLogger(GatewayEndpoint.class);
  private static final String BEARER = "Bearer ";

  /** Before the edge, which knows nothing of this path. */
  private static final int ORDER = -2_000;

  private final GatewayNode node;
  private final FrameHandler frames;
  private final SessionLoader loader;
  private final GatewaySettings settings;
  private final SessionMeters meters;
  private final Admission admission;

  public GatewayEndpoint(
      GatewayNode node,
      FrameHandler frames,
      SessionLoader loader,
      GatewaySettings settings,
      SessionMeters meters,
      Admission admission) {
    this.node = node;
    this.frames = frames;
    this.loader = loader;
    this.settings = settings;
    this.meters = meters;
    this.admission = admission;
  }

  void routes(@Observes Router router, Strangers strangers) {
    router.get("/gateway").order(ORDER).handler(context -> upgrade(context, strangers));
  }

  private void upgrade(RoutingContext context, Strangers strangers) {
    var request = context.request();
    var refusal = admission.refuses(request);
    if (refusal != null) {
      refusal.answer(context);
    } else {
      var leave = strangers.enter(request);
      if (leave == null) {
        Refusal.TOO_MANY_STRANGERS.answer(context);
      } else {
        accept(request, leave);
      }
    }
  }

  private void accept(HttpServerRequest request, Runnable leave) {
    var token = bearer(request.getHeader(HttpHeaderNames.AUTHORIZATION));
    request
        .response()
        .putHeader(HttpHeaderNames.UPGRADE, "websocket")
        .putHeader(HttpHeaderNames.CONNECTION, "Upgrade")
        .putHeader(
            HttpHeaderNames.SEC_WEBSOCKET_ACCEPT,
            Handshake.acceptKey(request.getHeader(HttpHeaderNames.SEC_WEBSOCKET_KEY)));
    boolean compresses =
        settings.compression()
            && Handshake.offersCompression(
                request.getHeader(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS));
    if (compresses) {
      request.response().putHeader(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, Handshake.COMPRESSION);
    }
    request
        .toNetSocket()
        .onSuccess(socket -> open(socket, token, compresses, leave))
        .onFailure(cause -> {
          leave.run();
          log.debugf("upgrade: %s", cause.getMessage());
        });
  }

  private void open(NetSocket socket, @Nullable String token, boolean compresses, Runnable leave) {
    var pipeline = ((NetSocketInternal) socket).channelHandlerContext().pipeline();
    Connections.upgraded(pipeline.channel());
    var loop = pipeline.channel().eventLoop();
    var shard = node.shard(loop);
    admission.cameBy(pipeline.channel().parent());
    var last = pipeline.lastContext().name();
    var decoder =
        WebSocketDecoderConfig.newBuilder()
            .maxFramePayloadLength(SocketHandler.MOST_BYTES)
            .expectMaskedFrames(true)
            .allowExtensions(compresses)
            .closeOnProtocolViolation(false)
            .withUTF8Validator(false)
            .build();
    pipeline.addBefore(last, "frames", new WebSocket13FrameDecoder(decoder));
    ChannelHandlerContext place = pipeline.context("frames");
    var session = new Session(place, shard, loader, settings, meters);
    session.upgradeToken(token);
    if (compresses) {
      session.compress();
    }
    pipeline.addBefore("frames", "first-bytes", new FirstBytes(session, leave));
    pipeline.addBefore(
        last, "session", new SocketHandler(session, frames, shard, meters, admission.frames()));
    meters.opened();
    if (!pipeline.channel().isActive()) {
      pipeline.fireChannelInactive();
      return;
    }
    shard.sockets().add(session);
    session.send(ServerFrames.hello(settings.heartbeatMillis()));
    shard.flush();
  }

  private static @Nullable String bearer(@Nullable String authorization) {
    return authorization != null && authorization.startsWith(BEARER)
        ? authorization.substring(BEARER.length())
        : null;
  }
}
