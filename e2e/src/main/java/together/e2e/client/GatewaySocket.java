package together.e2e.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Context;
import io.vertx.core.http.UpgradeRejectedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client of {@code /gateway}: says who it is, keeps the heartbeat and the cursor, and resumes
 * from the cursor after a broken connection.
 *
 * <p>Its state is touched on one event loop only; the public methods may be called from everywhere.
 */
public final class GatewaySocket implements AutoCloseable {
  /** The status of a node that takes no sockets just now. */
  private static final int TRY_AGAIN = 503;

  private static final int FIRST_RECONNECT_MILLIS = 50;
  private static final int LONGEST_RECONNECT_MILLIS = 2000;

  private final Connection connection;
  private final Supplier<String> token;
  private final SocketOptions options;
  private final GatewayListener listener;
  private final Context context;
  private final PendingSends sends = new PendingSends();

  private volatile @Nullable Wire wire;

  /** Takes what the user sends: not before the platform knows who that is. */
  private volatile boolean open;

  private volatile boolean ended;
  private volatile int identified;
  private volatile int resumed;
  private @Nullable Cursor cursor;
  private int reconnectMillis = FIRST_RECONNECT_MILLIS;

  private GatewaySocket(
      Connection connection,
      Supplier<String> token,
      SocketOptions options,
      GatewayListener listener) {
    this.connection = connection;
    this.token = token;
    this.options = options;
    this.listener = listener;
    this.context = connection.vertx().getOrCreateContext();
  }

  /**
   * Begins to connect; what comes of it the listener is told.
   *
   * @param token the access token to identify with; asked anew for each connection, must not block
   */
  public static GatewaySocket open(
      Connection connection,
      Supplier<String> token,
      SocketOptions options,
      GatewayListener listener) {
    var socket = new GatewaySocket(connection, token, options, listener);
    socket.context.runOnContext(_ -> socket.connect());
    return socket;
  }

  private void connect() {
    if (ended) {
      return;
    }
    Wire.connect(connection, options.headers(), new Events())
        .onFailure(cause -> {
          var status = cause instanceof UpgradeRejectedException refusal ? refusal.getStatus() : 0;
          listener.refused(status);
          // 503 asks to try again; a socket that lives once has not lived yet.
          if (options.reconnect() || status == TRY_AGAIN) {
            connectLater();
          }
        });
  }

  private void connectLater() {
    if (ended) {
      return;
    }
    // Half of the pause is random, so that a thousand clients of a killed node do not come at once.
    var pause = 1 + reconnectMillis / 2 + ThreadLocalRandom.current().nextInt(reconnectMillis / 2);
    reconnectMillis = Math.min(2 * reconnectMillis, LONGEST_RECONNECT_MILLIS);
    connection.vertx().setTimer(pause, _ -> context.runOnContext(again -> connect()));
  }

  /** What one connection tells; all of it on the event loop. */
  private final class Events implements Wire.Listener {

    @Override
    public void received(Wire from, byte[] json) {
      var frame = Frame.of(json);
      switch (frame.op()) {
        case "HELLO" -> hello(from, frame.d());
        case "DISPATCH" -> dispatched(frame);
        case "HEARTBEAT_ACK" -> {
          from.acknowledged();
          moved(Cursor.of(frame.d().required("cursor")));
        }
        case "INVALID_SESSION" -> {
          cursor = null;
          introduce(from);
        }
        case "RECONNECT" -> from.close();
        case "MESSAGE_ACK", "MESSAGE_NACK" -> sends.answered(frame);
        default -> {
          // The listener judges what it does not expect.
        }
      }
      listener.received(frame);
    }

    @Override
    public void closed(Wire from, Close close) {
      wire = null;
      open = false;
      sends.lost();
      listener.closed(close);
      if (options.reconnect()) {
        connectLater();
      }
    }
  }

  private void hello(Wire from, JsonNode d) {
    wire = from;
    from.beat(d.required("heartbeat_interval").asLong());
    if (options.introduce()) {
      introduce(from);
    } else {
      open = true;
    }
  }

  private void introduce(Wire to) {
    var d = Json.object().put("token", token.get());
    if (cursor == null) {
      to.send(frame("IDENTIFY", d));
    } else {
      d.set("cursor", cursor.json());
      to.send(frame("RESUME", d));
    }
  }

  // Written by the socket's event loop alone, read by whoever asks.
  @SuppressWarnings("NonAtomicVolatileUpdate")
  private void dispatched(Frame frame) {
    if (frame.is("READY")) {
      identified++;
      cursor = Cursor.of(frame.d().required("cursor"));
      begun();
    } else if (frame.is("RESUMED")) {
      resumed++;
      begun();
    }
    var id = frame.id();
    if (id != null && cursor != null) {
      cursor.seen(id);
    }
  }

  /** Not by the upgrade alone: a platform that cannot let anybody in is not to be stormed. */
  private void begun() {
    open = true;
    reconnectMillis = FIRST_RECONNECT_MILLIS;
  }

  private void moved(Cursor newer) {
    cursor = cursor == null ? newer : cursor.moved(newer);
  }

  static String frame(String op, JsonNode d) {
    var frame = Json.object().put("op", op);
    frame.set("d", d);
    return new String(Json.bytes(frame), StandardCharsets.UTF_8);
  }

  /** Sends a client op. */
  public void send(String op, JsonNode d) {
    sendText(frame(op, d));
  }

  /** Sends any text as one frame. */
  public void sendText(String text) {
    var current = wire;
    if (current == null || !open) {
      throw new UnreachableException("the socket is not connected");
    }
    current.send(text);
  }

  /**
   * MESSAGE_SEND; the message of its MESSAGE_ACK. Fails with {@link ApiException} on MESSAGE_NACK,
   * and with {@link UnreachableException} when the connection breaks first: ask again, with the
   * same nonce.
   */
  public CompletableFuture<JsonNode> post(
      String channelId, String content, String nonce, @Nullable String replyTo) {
    ObjectNode d = ChannelApi.message(content, nonce, replyTo);
    d.put("channel_id", channelId);
    var answer = sends.expect(nonce);
    try {
      send("MESSAGE_SEND", d);
    } catch (UnreachableException e) {
      sends.failed(nonce, e);
    }
    return answer;
  }

  /** Joins or (null) leaves a voice channel. */
  public void voice(String guildId, @Nullable String channelId) {
    var d = Json.object().put("guild_id", guildId).put("channel_id", channelId);
    send("VOICE_STATE_UPDATE", d.put("self_mute", false).put("self_deaf", false));
  }

  public void heartbeat() {
    send("HEARTBEAT", NullNode.getInstance());
  }

  /** How often READY came. */
  public int identified() {
    return identified;
  }

  /** How often RESUMED came. */
  public int resumed() {
    return resumed;
  }

  public boolean connected() {
    return open;
  }

  /** Breaks the connection as a lost network does; a lasting socket comes back. */
  public void drop() {
    var current = wire;
    if (current != null) {
      current.abort();
    }
  }

  /** Reads nothing for a while, as a slow client; the platform may close the socket for it. */
  public void stopReading(Duration length) {
    var current = wire;
    if (current != null) {
      context.runOnContext(_ -> {
        current.pauseReading();
        connection.vertx().setTimer(length.toMillis(), timer -> current.resumeReading());
      });
    }
  }

  /** Ends in order (1000) and stays so. */
  @Override
  public void close() {
    ended = true;
    var current = wire;
    if (current != null) {
      current.close();
    }
  }
}
