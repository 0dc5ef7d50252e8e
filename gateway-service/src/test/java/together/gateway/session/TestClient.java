package together.gateway.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import together.gateway.frame.BadFrameException;
import together.gateway.frame.Deflate;

/** A client on the other end of an embedded socket: keeps its cursor as the protocol says. */
final class TestClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TestNode node;
  private final SlowChannel channel;
  private final Session session;
  private final EmbeddedChannel masking = new EmbeddedChannel(new WebSocket13FrameEncoder(true));
  private final List<JsonNode> taken = new ArrayList<>();
  private @Nullable ObjectNode cursor;
  private @Nullable Integer closeCode;
  private int pongs;
  private int compressedFrames;

  TestClient(TestNode node, SlowChannel channel, Session session) {
    this.node = node;
    this.channel = channel;
    this.session = session;
  }

  SlowChannel channel() {
    return channel;
  }

  Session session() {
    return session;
  }

  // ---- what it sends

  void send(WebSocketFrame frame) {
    masking.writeOutbound(frame);
    ByteBuf bytes;
    while ((bytes = masking.readOutbound()) != null) {
      raw(bytes);
    }
  }

  /** Bytes as they are, masked or not. */
  void raw(ByteBuf bytes) {
    channel.writeInbound(bytes);
    node.run();
  }

  void send(String text) {
    send(new TextWebSocketFrame(text));
  }

  TestClient identify(long user) {
    send("{\"op\":\"IDENTIFY\",\"d\":{\"token\":\"" + user + ":" + (user + 1_000) + "\"}}");
    return this;
  }

  /** Identified, and all that READY tells of is here. */
  TestClient ready(long user) {
    identify(user);
    node.answerAll();
    types();
    return this;
  }

  void resume(long user, JsonNode from) {
    send(
        "{\"op\":\"RESUME\",\"d\":{\"token\":\"%d:%d\",\"cursor\":%s}}"
            .formatted(user, user + 1_000, from));
  }

  void disconnect() {
    channel.close();
    node.run();
  }

  // ---- what it gets

  private void read() {
    ByteBuf bytes;
    while ((bytes = channel.readOutbound()) != null) {
      int first = bytes.readByte();
      int opcode = first & 0x0F;
      int length = bytes.readByte() & 0x7F;
      if (length == 126) {
        bytes.skipBytes(2);
      } else if (length == 127) {
        bytes.skipBytes(8);
      }
      switch (opcode) {
        case 0x1 -> text((first & 0x40) == 0 ? bytes.toString(UTF_8) : inflated(bytes));
        case 0x8 -> closeCode = bytes.readUnsignedShort();
        case 0xA -> pongs++;
        default -> throw new AssertionError("opcode " + opcode);
      }
      bytes.release();
    }
  }

  private String inflated(ByteBuf bytes) {
    compressedFrames++;
    try {
      return new String(Deflate.inflate(ByteBufUtil.getBytes(bytes), 1 << 20), UTF_8);
    } catch (BadFrameException e) {
      throw new AssertionError("not compressed as it says", e);
    }
  }

  /** Frames since the beginning that came compressed. */
  int compressedFrames() {
    read();
    return compressedFrames;
  }

  private void text(String text) {
    try {
      var frame = JSON.readTree(text);
      taken.add(frame);
      if (frame.path("d").path("cursor") instanceof ObjectNode whole) {
        cursor = whole;
      }
      var id = frame.path("id").textValue();
      if (id != null && cursor != null) {
        int dash = id.indexOf('-');
        ((ObjectNode) cursor.path("at"))
            .put(id.substring(0, dash), Long.parseLong(id.substring(dash + 1)));
      }
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  /** The frames since the last call. */
  List<JsonNode> take() {
    read();
    var all = List.copyOf(taken);
    taken.clear();
    return all;
  }

  /**
   * Of each frame since the last call, its event's name, or its op; with its position if it has
   * one.
   */
  List<String> types() {
    return take().stream()
        .map(frame -> {
          var name = frame.path(frame.path("t").isNull() ? "op" : "t").textValue();
          return frame.path("id").isNull() ? name : name + " " + frame.path("id").textValue();
        })
        .toList();
  }

  /** Positions of the frames since the last call, of this event. */
  List<String> ids(String type) {
    return take().stream()
        .filter(frame -> type.equals(frame.path("t").textValue()))
        .map(frame -> String.valueOf(frame.path("id").textValue()))
        .toList();
  }

  JsonNode cursor() {
    read();
    if (cursor == null) {
      throw new AssertionError("no cursor yet");
    }
    return cursor.deepCopy();
  }

  /** 0 while no close frame came. */
  int closeCode() {
    read();
    return closeCode == null ? 0 : closeCode;
  }

  int pongs() {
    read();
    return pongs;
  }

  boolean isConnected() {
    return channel.isOpen();
  }
}
