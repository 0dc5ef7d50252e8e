package together.gateway.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireFramesTest {
  /** A client's decoder: frames from the server are not masked. */
  private static EmbeddedChannel client() {
    return new EmbeddedChannel(
        new WebSocket13FrameDecoder(
            WebSocketDecoderConfig.newBuilder()
                .expectMaskedFrames(false)
                .maxFramePayloadLength(1 << 20)
                .build()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 127, 0xFFFF, 0x10000, 300_000})
  void aClientReadsTextOfEveryLength(int length) {
    var text = "x".repeat(length);
    var client = client();
    client.writeInbound(WireFrames.text(UnpooledByteBufAllocator.DEFAULT, text.getBytes(UTF_8)));
    TextWebSocketFrame frame = client.readInbound();
    assertEquals(text, frame.text());
    frame.release();
  }

  @Test
  void aClientReadsTheCloseCode() {
    var client = client();
    client.writeInbound(WireFrames.close(UnpooledByteBufAllocator.DEFAULT, 4013, "slow consumer"));
    var frame = assertInstanceOf(CloseWebSocketFrame.class, client.readInbound());
    assertEquals(4013, frame.statusCode());
    assertEquals("slow consumer", frame.reasonText());
    frame.release();
  }
}
