package together.gateway.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bytes that no honest client sends: each costs its sender the socket, and nobody anything else.
 */
class HostileFramesTest {
  private static final long USER = 3;
  private static final String MASK = "00000000";

  private final TestNode node = new TestNode();
  private final TestClient client = node.connect();

  private static ByteBuf hex(String bytes) {
    return Unpooled.wrappedBuffer(HexFormat.of().parseHex(bytes.replace(" ", "")));
  }

  @ParameterizedTest
  @CsvSource({
    "reserved bit 1 without an extension,           c1 80 00000000",
    "reserved bit 2,                                a1 80 00000000",
    "reserved bit 3,                                91 80 00000000",
    "unmasked,                                      81 00",
    "an opcode of no meaning,                       83 80 00000000",
    "a control opcode of no meaning,                8b 80 00000000",
    "a ping in fragments,                           09 80 00000000",
    "a close in fragments,                          08 80 00000000",
    "a ping of 126 bytes,                           89 fe 007e 00000000",
    "a continuation of nothing,                     80 80 00000000",
    "a length not in its shortest form,             81 fe 0001 00000000 78",
    "a length with its highest bit set,             81 ff 8000000000000001 00000000",
    "a close of one byte,                           88 81 00000000 03",
    "a close code nobody may send,                  88 82 00000000 03ed",
  })
  void whatIsNoFrameClosesTheSocket(String name, String bytes) {
    client.ready(USER);
    client.raw(hex(bytes));
    int code = client.closeCode();
    assertTrue(code == 4002 || code == 1009, name + ": " + code);
    assertFalse(client.isConnected(), name);
    assertTrue(client.session().isClosed());
  }

  @Test
  void aFrameThatSaysItIsEndlessIsRefusedByItsHead() {
    client.ready(USER);
    client.raw(hex("81 ff 0000000100000000" + MASK));
    assertEquals(1009, client.closeCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ff", "c080", "c0af", "eda080", "f4908080", "e28082ff", "c3", "80"})
  void badUtf8IsABadPayload(String bytes) {
    client.ready(USER);
    var text = "{\"op\":\"HEARTBEAT\",\"d\":\"".getBytes(UTF_8);
    var whole =
        Unpooled.wrappedBuffer(
            Unpooled.wrappedBuffer(text),
            hex(bytes),
            Unpooled.wrappedBuffer("\"}".getBytes(UTF_8)));
    client.send(new TextWebSocketFrame(whole));
    assertEquals(4002, client.closeCode());
  }

  @Test
  void charactersMayBeCutByFragments() {
    client.ready(USER);
    client.send(
        new TextWebSocketFrame(
            false,
            0,
            Unpooled.wrappedBuffer(
                Unpooled.copiedBuffer("{\"op\":\"HEARTBEAT\",\"d\":\"", UTF_8), hex("f09f"))));
    client.send(
        new ContinuationWebSocketFrame(
            true, 0, Unpooled.wrappedBuffer(hex("918d"), Unpooled.copiedBuffer("\"}", UTF_8))));
    assertEquals(List.of("HEARTBEAT_ACK"), client.types());
  }

  @Test
  void emptyFragmentsDoNotGoOnForEver() {
    client.ready(USER);
    client.send(new TextWebSocketFrame(false, 0, ""));
    int sent = 1;
    while (client.closeCode() == 0) {
      client.send(new ContinuationWebSocketFrame(false, 0, Unpooled.EMPTY_BUFFER));
      assertTrue(++sent <= SocketHandler.MOST_PARTS + 1, "sent " + sent);
    }
    // Each is a frame, of which a minute has its limit too.
    assertTrue(client.closeCode() == 4002 || client.closeCode() == 4008);
  }

  @Test
  void fragmentsOfOneByteKeepNoBuffersTheyCameIn() {
    client.ready(USER);
    var wide = Unpooled.directBuffer(64 * 1024);
    client.send(new TextWebSocketFrame(false, 0, "{"));
    wide.writeBytes(hex("00 81" + MASK + "20"));
    client.raw(wide);
    assertEquals(0, wide.refCnt());
    assertEquals(0, client.closeCode());
  }

  @Test
  void aTextInsideATextIsABadPayload() {
    client.ready(USER);
    client.send(new TextWebSocketFrame(false, 0, "{"));
    client.raw(hex("81 81" + MASK + "7b"));
    assertEquals(4002, client.closeCode());
  }

  @Test
  void pingsBetweenFragmentsAreAnsweredAndHarmNothing() {
    client.ready(USER);
    client.send(new TextWebSocketFrame(false, 0, "{\"op\":"));
    for (int i = 0; i < 10; i++) {
      client.send(new PingWebSocketFrame(Unpooled.copiedBuffer("x".repeat(125), UTF_8)));
    }
    client.send(new ContinuationWebSocketFrame(true, 0, "\"HEARTBEAT\"}"));
    assertEquals(List.of("HEARTBEAT_ACK"), client.types());
    assertEquals(10, client.pongs());
  }

  @Test
  void bytesThatComeOneByOneAreAFrameInTheEnd() {
    client.ready(USER);
    var frame =
        hex("81 92" + MASK + HexFormat.of().formatHex("{\"op\":\"HEARTBEAT\"}".getBytes(UTF_8)));
    while (frame.isReadable()) {
      client.raw(frame.readBytes(1));
    }
    frame.release();
    assertEquals(List.of("HEARTBEAT_ACK"), client.types());
  }

  @Test
  void aStrangerMayNotFillTheDecoder() {
    // The head of a frame of 60 KB, which an identified client might send; then its bytes.
    client.raw(hex("81 fe ea60" + MASK));
    int sent = 0;
    while (client.closeCode() == 0) {
      client.raw(Unpooled.copiedBuffer("x".repeat(1_000), UTF_8));
      sent += 1_000;
      assertTrue(sent <= FirstBytes.MOST + 1_000, "sent " + sent);
    }
    assertEquals(1009, client.closeCode());
  }

  @Test
  void whoIsIdentifiedIsNoLongerCounted() {
    client.ready(USER);
    for (int i = 0; i < 20; i++) {
      client.send("{\"op\":\"HEARTBEAT\",\"d\":\"" + "x".repeat(2_000) + "\"}");
    }
    assertEquals(0, client.closeCode());
    assertEquals(20, client.types().size());
  }

  @Test
  void aSocketIsAStrangerUntilItIdentifiesOrGoes() {
    var other = node.connect();
    assertEquals(0, node.strangersGone.get());
    client.ready(USER);
    assertEquals(1, node.strangersGone.get());
    client.disconnect();
    assertEquals(1, node.strangersGone.get());
    other.disconnect();
    assertEquals(2, node.strangersGone.get());
  }
}
