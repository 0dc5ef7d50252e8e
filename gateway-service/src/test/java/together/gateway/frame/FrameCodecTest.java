package together.gateway.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import together.proto.AllowedMentions;

class FrameCodecTest {
  private static ClientFrame decode(String text) throws BadFrameException {
    return FrameCodec.decode(text.getBytes(UTF_8));
  }

  @Test
  void readsEachOp() throws BadFrameException {
    assertEquals(new ClientFrame.Heartbeat(), decode("{\"op\":\"HEARTBEAT\",\"d\":null}"));
    assertEquals(
        new ClientFrame.Identify("abc", null),
        decode("{\"op\":\"IDENTIFY\",\"d\":{\"token\":\"abc\"}}"));
    assertEquals(new ClientFrame.Identify(null, null), decode("{\"op\":\"IDENTIFY\",\"d\":{}}"));
    assertEquals(
        new ClientFrame.MessageSend(
            OptionalLong.of(7),
            OptionalLong.empty(),
            "hi",
            "n1",
            OptionalLong.of(3),
            true,
            AllowedMentions.newBuilder().addParse("roles").addUsers(5).build(),
            List.of()),
        decode(
            "{\"op\":\"MESSAGE_SEND\",\"d\":{\"channel_id\":\"7\",\"content\":\"hi\",\"nonce\":\"n1\","
                + "\"message_reference\":{\"message_id\":\"3\",\"fail_if_not_exists\":false},"
                + "\"allowed_mentions\":{\"parse\":[\"roles\"],\"users\":[\"5\"]}}}"));
    assertEquals(
        new ClientFrame.MessageSend(
            OptionalLong.empty(),
            OptionalLong.of(8),
            "",
            null,
            OptionalLong.empty(),
            false,
            null,
            List.of(17L, 18L)),
        decode(
            "{\"op\":\"MESSAGE_SEND\",\"d\":{\"recipient_id\":\"8\",\"attachment_ids\":[\"17\",\"18\"]}}"));
    assertEquals(
        new ClientFrame.VoiceStateUpdate(1, OptionalLong.empty(), true, false),
        decode(
            "{\"op\":\"VOICE_STATE_UPDATE\",\"d\":{\"guild_id\":\"1\",\"channel_id\":null,\"self_mute\":true}}"));
    assertInstanceOf(
        ClientFrame.Resume.class,
        decode(
            "{\"op\":\"RESUME\",\"d\":{\"token\":\"t\",\"cursor\":{\"epoch\":\"e\",\"at\":"
                + "{\"m0\":1,\"g0\":1,\"u0\":1,\"v0\":-1}}}}"));
  }

  @Test
  void ignoresFieldsItDoesNotKnow() throws BadFrameException {
    assertEquals(
        new ClientFrame.Identify("abc", null),
        decode("{\"op\":\"IDENTIFY\",\"x\":[1],\"d\":{\"token\":\"abc\",\"intents\":7}}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "[]",
        "7",
        "{\"op\":7}",
        "{\"op\":\"HEARTBEAT\"} trailing",
        "{\"op\":\"IDENTIFY\"}",
        "{\"op\":\"IDENTIFY\",\"d\":[]}",
        "{\"op\":\"IDENTIFY\",\"d\":{\"token\":5}}",
        "{\"op\":\"MESSAGE_SEND\",\"d\":{\"channel_id\":7,\"content\":\"hi\"}}",
        "{\"op\":\"MESSAGE_SEND\",\"d\":{\"channel_id\":\"x\",\"content\":\"hi\"}}",
        "{\"op\":\"MESSAGE_SEND\",\"d\":{\"channel_id\":\"7\"}}",
        "{\"op\":\"MESSAGE_SEND\",\"d\":{\"channel_id\":\"7\",\"content\":\"x\",\"allowed_mentions\":{\"parse\":[1]}}}",
        "{\"op\":\"VOICE_STATE_UPDATE\",\"d\":{\"guild_id\":\"1\",\"self_mute\":\"yes\"}}",
        "{\"op\":\"RESUME\",\"d\":{\"token\":\"t\",\"cursor\":{}}}",
        "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}}}}}}}}}"
      })
  void refusesWhatIsNoFrame(String text) {
    var refused = assertThrows(BadFrameException.class, () -> decode(text));
    assertEquals(CloseCode.BAD_PAYLOAD, refused.code());
  }

  @Test
  void refusesAnUnknownOp() {
    var refused =
        assertThrows(BadFrameException.class, () -> decode("{\"op\":\"DANCE\",\"d\":{}}"));
    assertEquals(CloseCode.UNKNOWN_OP, refused.code());
  }

  @Test
  void throwsNothingElseWhateverTheBytes() {
    var random = new Random(7);
    var seed =
        "{\"op\":\"RESUME\",\"d\":{\"token\":\"t\",\"cursor\":{\"epoch\":\"e\",\"at\":{\"m0\":1}}}}";
    for (int round = 0; round < 20_000; round++) {
      var bytes = seed.getBytes(UTF_8);
      for (int change = random.nextInt(6); change >= 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        FrameCodec.decode(bytes);
      } catch (BadFrameException e) {
        assertEquals(true, e.code() == CloseCode.BAD_PAYLOAD || e.code() == CloseCode.UNKNOWN_OP);
      }
    }
  }
}
