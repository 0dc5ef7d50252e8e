package together.gateway.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client may send, and with which code it is closed when it sends something else. */
class SocketHandlerTest {
  private static final long USER = 3;

  private final TestNode node = new TestNode();
  private final TestClient client = node.connect();

  private static String padded(int bytes) {
    var start = "{\"op\":\"HEARTBEAT\",\"d\":\"";
    return start + "x".repeat(bytes - start.length() - 2) + "\"}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "no JSON|4002",
        "[]|4002",
        "{\"op\":1}|4002",
        "{\"op\":\"HEARTBEAT\"} {}|4002",
        "{\"op\":\"IDENTIFY\",\"d\":null}|4002",
        "{\"op\":\"RESUME\",\"d\":{\"token\":\"3:4\",\"cursor\":null}}|4002",
        "{\"op\":\"JUMP\",\"d\":{}}|4001",
        "{\"op\":\"IDENTIFY\",\"d\":{\"token\":\"forged\"}}|4004",
        "{\"op\":\"IDENTIFY\",\"d\":{}}|4004",
        "{\"op\":\"IDENTIFY\",\"d\":{\"token\":\"keys unknown\"}}|1013",
        "{\"op\":\"IDENTIFY\",\"d\":{\"token\":\"66:1\"}}|4010",
        "{\"op\":\"MESSAGE_SEND\",\"d\":{\"channel_id\":\"1\",\"content\":\"x\"}}|4003",
        "{\"op\":\"VOICE_STATE_UPDATE\",\"d\":{\"guild_id\":\"1\",\"channel_id\":\"1\"}}|4003"
      })
  void closesWithTheCodeOfWhatIsWrong(String text, int code) {
    node.revokedUsers.add(66L);
    client.send(text);
    assertEquals(code, client.closeCode());
    assertFalse(client.isConnected());
  }

  @Test
  void identifiesOnlyOnce() {
    client.ready(USER);
    client.identify(USER);
    assertEquals(4005, client.closeCode());
  }

  @Test
  void doesNotIdentifyTwiceWhileReadyLoads() {
    client.identify(USER);
    client.identify(USER);
    assertEquals(4005, client.closeCode());
    node.answerAll();
    assertEquals(List.of(), client.types());
  }

  @Test
  void takesFourKibibytesBeforeIdentifyAndNoMore() {
    client.send(padded(4 * 1024));
    assertEquals(List.of("HEARTBEAT_ACK"), client.types());
    client.send(padded(4 * 1024 + 1));
    assertEquals(1009, client.closeCode());
  }

  @Test
  void takesSixtyFourKibibytesAfterIdentifyAndNoMore() {
    client.ready(USER);
    client.send(padded(64 * 1024));
    assertEquals(List.of("HEARTBEAT_ACK"), client.types());
    client.send(padded(64 * 1024 + 1));
    assertEquals(1009, client.closeCode());
    assertFalse(client.isConnected());
  }

  @Test
  void putsFragmentsTogether() {
    client.send(new TextWebSocketFrame(false, 0, "{\"op\":\"HEA"));
    client.send(new PingWebSocketFrame());
    client.send(new ContinuationWebSocketFrame(false, 0, "RTBEAT\","));
    assertEquals(List.of(), client.types());
    client.send(new ContinuationWebSocketFrame(true, 0, "\"d\":null}"));
    assertEquals(List.of("HEARTBEAT_ACK"), client.types());
    assertEquals(1, client.pongs());
  }

  @Test
  void boundsAllFragmentsTogether() {
    client.send(new TextWebSocketFrame(false, 0, "x".repeat(4_000)));
    client.send(new ContinuationWebSocketFrame(false, 0, "x".repeat(90)));
    assertEquals(0, client.closeCode());
    client.send(new ContinuationWebSocketFrame(false, 0, "x".repeat(90)));
    assertEquals(1009, client.closeCode());
  }

  @Test
  void aContinuationOfNothingIsABadPayload() {
    client.send(new ContinuationWebSocketFrame(true, 0, "x"));
    assertEquals(4002, client.closeCode());
  }

  @Test
  void binaryIsABadPayload() {
    client.send(new BinaryWebSocketFrame(Unpooled.copiedBuffer("{}", UTF_8)));
    assertEquals(4002, client.closeCode());
  }

  @Test
  void anUnmaskedFrameIsABadPayload() {
    client.raw(
        Unpooled.copiedBuffer("\u0081\u0002{}", java.nio.charset.StandardCharsets.ISO_8859_1));
    assertEquals(4002, client.closeCode());
    assertFalse(client.isConnected());
  }

  @Test
  void answersACloseWithOne() {
    client.ready(USER);
    client.send(new CloseWebSocketFrame(1000, "bye"));
    assertEquals(1000, client.closeCode());
    assertFalse(client.isConnected());
    assertTrue(client.session().isClosed());
  }

  @Test
  void hearsNothingAfterItsClose() {
    client.channel().stop();
    client.send("no JSON");
    client.identify(USER);
    assertFalse(node.loader.isAsked());
    client.channel().goOn();
    assertEquals(4002, client.closeCode());
  }
}
