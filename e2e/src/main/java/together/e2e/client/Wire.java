package together.e2e.client;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.http.impl.WebSocketInternal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One WebSocket connection: whole frames in their order, and the heartbeat. */
final class Wire {
  private static final String HEARTBEAT = "{\"op\":\"HEARTBEAT\",\"d\":null}";

  /** Called on the connection's event loop. */
  interface Listener {
    void received(Wire from, byte[] json);

    void closed(Wire from, Close close);
  }

  private final Connection connection;
  private final Listener listener;
  private final WebSocket socket;

  /** The connection itself; {@link #socket} is its shell, which is there before it. */
  private volatile @Nullable WebSocket opened;

  private @Nullable Buffer begun;
  private long timer = -1;
  private boolean unanswered;
  private boolean ended;

  private Wire(Connection connection, Listener listener, WebSocket socket) {
    this.connection = connection;
    this.listener = listener;
    this.socket = socket;
  }

  static Future<Wire> connect(
      Connection connection, Map<String, String> headers, Listener listener) {
    var options =
        new WebSocketConnectOptions()
            .setHost(connection.base().getHost())
            .setPort(connection.base().getPort())
            .setURI("/gateway")
            // Only browsers have an Origin; Vert.x would make one up.
            .setAllowOriginHeader(headers.containsKey("origin"));
    headers.forEach(options::putHeader);
    var socket = connection.webSockets().webSocket();
    var wire = new Wire(connection, listener, socket);
    // Set before the connection is there, so that no early frame is missed.
    socket.frameHandler(wire::frame);
    socket.closeHandler(_ -> wire.closed());
    socket.exceptionHandler(_ -> {});
    return socket
        .connect(options)
        .map(opened -> {
          wire.opened = opened;
          return wire;
        });
  }

  private void frame(WebSocketFrame frame) {
    // What a slow reader had not taken when its connection ended comes behind the end: to the state
    // of the next connection it is the past.
    if (ended || frame.isClose() || frame.isPing()) {
      return;
    }
    var data = frame.binaryData();
    if (begun != null) {
      data = begun.appendBuffer(data);
      begun = null;
    }
    if (frame.isFinal()) {
      listener.received(this, data.getBytes());
    } else {
      begun = Buffer.buffer().appendBuffer(data);
    }
  }

  private void closed() {
    ended = true;
    if (timer != -1) {
      connection.vertx().cancelTimer(timer);
    }
    var code = socket.closeStatusCode();
    listener.closed(this, new Close(code == null ? 1006 : code, socket.closeReason()));
  }

  /** Sends HEARTBEAT each interval; a connection that answers none within one is dead. */
  void beat(long intervalMillis) {
    timer =
        connection
            .vertx()
            .setPeriodic(
                intervalMillis,
                _ -> {
                  if (unanswered) {
                    abort();
                  } else {
                    unanswered = true;
                    send(HEARTBEAT);
                  }
                });
  }

  void acknowledged() {
    unanswered = false;
  }

  void send(String text) {
    socket.writeTextMessage(text);
  }

  /** Stops reading, as a client that hangs: what is sent to it piles up on the way. */
  void pauseReading() {
    socket.pause();
  }

  void resumeReading() {
    socket.resume();
  }

  void close() {
    socket.close();
  }

  /** Ends the TCP connection without a close frame. */
  void abort() {
    if (opened instanceof WebSocketInternal inner) {
      inner.channelHandlerContext().close();
    }
  }
}
