package together.gateway.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import org.junit.jupiter.api.Test;
import together.gateway.audience.Guilds;
import together.gateway.frame.CloseCode;
import together.gateway.frame.Deflate;

class CompressionTest {
  private static final int RSV1 = 4;
  private static final long USER = 7;

  private final TestNode node = new TestNode();

  private TestClient ready(TestClient client) {
    node.member(USER);
    return client.ready(USER);
  }

  private static TextWebSocketFrame compressed(String text) {
    return new TextWebSocketFrame(
        true, RSV1, Unpooled.wrappedBuffer(Deflate.compress(text.getBytes(UTF_8))));
  }

  @Test
  void eventsGoCompressedToWhoNegotiatedItAndPlainToOthers() {
    var one = ready(node.connectCompressed());
    var other = ready(node.connect());
    int before = one.compressedFrames();

    node.post(Guilds.OPEN);

    assertEquals(one.ids("MESSAGE_CREATE"), other.ids("MESSAGE_CREATE"));
    assertEquals(before + 1, one.compressedFrames());
    assertEquals(0, other.compressedFrames());
  }

  @Test
  void shortFramesGoAsTheyAre() {
    var client = node.connectCompressed();

    client.send("{\"op\":\"HEARTBEAT\",\"d\":null}");

    assertEquals(1, client.take().size());
    assertEquals(0, client.compressedFrames());
  }

  @Test
  void readsCompressedFrames() {
    var client = node.connectCompressed();

    client.send(compressed("{\"op\":\"HEARTBEAT\",\"d\":null}"));

    assertEquals("HEARTBEAT_ACK", client.take().getFirst().path("op").textValue());
  }

  @Test
  void readsACompressedTextInFragments() {
    var client = node.connectCompressed();
    var bytes = Deflate.compress("{\"op\":\"HEARTBEAT\",\"d\":null}".getBytes(UTF_8));

    client.send(new TextWebSocketFrame(false, RSV1, Unpooled.wrappedBuffer(bytes, 0, 5)));
    client.send(
        new ContinuationWebSocketFrame(
            true, 0, Unpooled.wrappedBuffer(bytes, 5, bytes.length - 5)));

    assertEquals("HEARTBEAT_ACK", client.take().getFirst().path("op").textValue());
  }

  @Test
  void aBombIsClosedBeforeItGrows() {
    var client = node.connectCompressed();

    client.send(compressed("x".repeat(3_000_000)));

    assertEquals(CloseCode.FRAME_TOO_LARGE.number(), client.closeCode());
  }

  @Test
  void garbageInPlaceOfCompressionIsClosed() {
    var client = node.connectCompressed();

    client.send(
        new TextWebSocketFrame(true, RSV1, Unpooled.wrappedBuffer(new byte[] {7, -1, -1, 0, 3})));

    assertEquals(CloseCode.BAD_PAYLOAD.number(), client.closeCode());
  }

  @Test
  void reservedBitsThatMeanNothingAreClosed() {
    var client = node.connectCompressed();

    client.send(new PingWebSocketFrame(true, RSV1, Unpooled.EMPTY_BUFFER));

    assertEquals(CloseCode.BAD_PAYLOAD.number(), client.closeCode());
  }

  @Test
  void compressionThatWasNotNegotiatedIsClosed() {
    var client = node.connect();

    client.send(compressed("{\"op\":\"HEARTBEAT\",\"d\":null}"));

    assertEquals(CloseCode.BAD_PAYLOAD.number(), client.closeCode());
  }

  @Test
  void takesTheOffersItCanKeep() {
    assertTrue(Handshake.offersCompression("permessage-deflate; client_max_window_bits"));
    assertTrue(
        Handshake.offersCompression(
            "permessage-deflate; server_max_window_bits=10, permessage-deflate"));
    assertFalse(Handshake.offersCompression("permessage-deflate; server_max_window_bits=10"));
    assertFalse(Handshake.offersCompression("permessage-deflate; unheard_of"));
    assertFalse(Handshake.offersCompression("x-webkit-deflate-frame"));
    assertFalse(Handshake.offersCompression(null));
  }
}
