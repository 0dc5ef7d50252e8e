package together.e2e.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FrameTest {
  private static final byte[] NONCE = "\"nonce\":\"".getBytes(StandardCharsets.US_ASCII);

  private static Frame frame(String json) {
    return Frame.of(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsTheHeadBeforeThePayload() {
    var frame =
        frame(
            "{\"op\":\"DISPATCH\",\"t\":\"MESSAGE_CREATE\",\"id\":\"m3-7\",\"d\":{\"id\":\"1\"}}");
    assertEquals("DISPATCH", frame.op());
    assertEquals("MESSAGE_CREATE", frame.t());
    assertEquals("m3-7", frame.id());
    assertEquals("1", frame.d().path("id").asText());
  }

  @Test
  void readsTheHeadBehindThePayload() {
    var frame =
        frame("{\"d\":{\"op\":\"X\",\"t\":[{}]},\"id\":null,\"t\":\"READY\",\"op\":\"DISPATCH\"}");
    assertEquals("DISPATCH", frame.op());
    assertEquals("READY", frame.t());
    assertNull(frame.id());
  }

  @Test
  void scansForAKeyThatTextCannotFake() {
    var frame =
        frame(
            "{\"op\":\"DISPATCH\",\"d\":{\"content\":\"\\\"nonce\\\":\\\"no\\\"\",\"nonce\":\"yes\"}}");
    assertEquals("yes", frame.scan(NONCE));
    assertNull(frame("{\"op\":\"HELLO\",\"d\":null}").scan(NONCE));
  }
}
