package together.message.post;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import together.platform.json.JsonRules;
import together.platform.json.Moments;
import together.platform.json.ProtoJson;
import together.proto.Attachment;
import together.proto.Message;
import together.proto.MessageReference;
import together.proto.Reaction;
import together.proto.User;

/** REST and the log show a message alike, byte by byte. */
class MessageViewTest {
  private static void assertAlike(Message message) throws IOException {
    var mapper = new ObjectMapper().registerModule(new JavaTimeModule());
    new JsonRules().customize(mapper);
    assertEquals(
        new String(ProtoJson.bytes(message), UTF_8),
        new String(mapper.writeValueAsBytes(MessageView.of(message)), UTF_8));
  }

  private static Message.Builder plain() {
    return Message.newBuilder()
        .setId(1_234_567_890_123_456_789L)
        .setChannelId(2)
        .setAuthor(User.newBuilder().setId(3).setUsername("ada"))
        .setContent("\"quoted\" \u2028 é 🎉")
        .setTimestamp(Moments.proto(Instant.ofEpochMilli(1_700_000_000_120L)));
  }

  @Test
  void withNothingOptional() throws IOException {
    assertAlike(plain().build());
  }

  @Test
  void withEverything() throws IOException {
    var answered = plain().setId(7).setMessageReference(reference(6)).setType(19);
    assertAlike(
        plain()
            .setAuthor(
                User.newBuilder()
                    .setId(3)
                    .setUsername("ada")
                    .setGlobalName("Ada")
                    .setAvatar("a1")
                    .setBot(true))
            .setGuildId(4)
            .setType(19)
            .setNonce("n")
            .setEditedTimestamp(Moments.proto(Instant.ofEpochMilli(1_700_000_000_999L)))
            .addMentions(User.newBuilder().setId(5).setUsername("bob"))
            .addMentionRoles(6)
            .setMentionEveryone(true)
            .addAttachments(
                Attachment.newBuilder()
                    .setId(8)
                    .setFilename("a.png")
                    .setSize(9)
                    .setContentType("image/png")
                    .setUrl("/api/attachments/8/a.png")
                    .setWidth(10)
                    .setHeight(11))
            .addAttachments(Attachment.newBuilder().setId(12).setFilename("b"))
            .addReactions(Reaction.newBuilder().setEmoji("🎉").setCount(2).setMe(true))
            .setPinned(true)
            .setMessageReference(reference(7))
            .setReferencedMessage(answered)
            .build());
  }

  private static MessageReference reference(long id) {
    return MessageReference.newBuilder().setMessageId(id).build();
  }
}
