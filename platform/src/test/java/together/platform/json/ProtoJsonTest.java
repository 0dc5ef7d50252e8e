package together.platform.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import together.proto.Guild;
import together.proto.Member;
import together.proto.ReadState;
import together.proto.User;

class ProtoJsonTest {
  private static String json(com.google.protobuf.MessageOrBuilder message) {
    return new String(ProtoJson.bytes(message), UTF_8);
  }

  @Test
  void idsAreStringsAndUnsetFieldsNull() {
    assertEquals(
        "{\"id\":\"9007199254740993\",\"username\":\"ada\",\"global_name\":null,\"avatar\":null,\"bot\":false}",
        json(User.newBuilder().setId(9007199254740993L).setUsername("ada")));
  }

  @Test
  void countersAreNumbers() {
    assertEquals(
        "{\"channel_id\":\"1\",\"last_read_id\":null,\"last_message_id\":\"2\",\"mention_count\":3}",
        json(ReadState.newBuilder().setChannelId(1).setLastMessageId(2).setMentionCount(3)));
    assertEquals(true, json(Guild.newBuilder().setRevision(7)).contains("\"revision\":7,"));
  }

  @Test
  void timesHaveMillisecondsInUtcAndListsAreThereWhenEmpty() {
    var member =
        Member.newBuilder().setJoinedAt(Moments.proto(Instant.ofEpochMilli(1_700_000_000_120L)));
    assertEquals(
        "{\"user\":null,\"nick\":null,\"roles\":[],\"joined_at\":\"2023-11-14T22:13:20.120Z\","
            + "\"communication_disabled_until\":null}",
        json(member));
  }

  @Test
  void textComesBackAsItWas() throws IOException {
    var text = "a\"b\\\n\u0001é😀";
    var read = new ObjectMapper().readTree(ProtoJson.bytes(User.newBuilder().setUsername(text)));
    assertEquals(text, read.path("username").textValue());
  }
}
