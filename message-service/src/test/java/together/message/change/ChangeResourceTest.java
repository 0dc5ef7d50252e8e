package together.message.change;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.message.testing.Channels;
import together.message.testing.MessageLog;
import together.message.testing.MessagePlatform;
import together.permission.Permission;
import together.platform.json.ProtoJson;

@QuarkusTest
@WithTestResource(MessagePlatform.class)
class ChangeResourceTest {
  private static final String ONE = "/api/channels/{id}/messages/{message}";

  @Inject Channels channels;
  private long channel;
  private long author;
  private String id = "";

  @BeforeEach
  void postMessage() {
    channel = channels.newId();
    author = channels.member(channel);
    id = channels.post(author, channel, "first", "n").path("id");
  }

  @Test
  void anEditShowsInHistoryAndInTheLog() throws Exception {
    var answer = channels.as(author).body(Map.of("content", "second")).patch(ONE, channel, id);
    answer.then().statusCode(200).body("content", equalTo("second"));
    assertEquals(answer.asString(), channels.as(author).get(ONE, channel, id).asString());
    var entry = MessageLog.of(channel, 2).getLast();
    assertEquals(
        answer.asString(),
        new String(ProtoJson.bytes(entry.event().getMessageUpdate()), StandardCharsets.UTF_8));
    assertEquals(2, entry.event().getSeq());
    assertEquals("together.message.v1.message_update", entry.header("ce_type"));
  }

  @Test
  void anEditWithoutContentChangesNothing() {
    for (var body : List.of("", "{}", "{\"nonce\":\"x\"}")) {
      channels
          .as(author)
          .body(body)
          .patch(ONE, channel, id)
          .then()
          .statusCode(200)
          .body("content", equalTo("first"))
          .body("edited_timestamp", nullValue());
    }
  }

  @Test
  void theSameContentIsNoEdit() throws Exception {
    channels
        .as(author)
        .body(Map.of("content", "first"))
        .patch(ONE, channel, id)
        .then()
        .statusCode(200)
        .body("edited_timestamp", nullValue());
    channels.post(author, channel, "end", null);
    assertEquals(2, MessageLog.of(channel, 2).size());
  }

  @Test
  void anAnswerStaysOneAndShowsThatWhatItAnswersIsGone() throws Exception {
    var body = Map.of("content", "answer", "message_reference", Map.of("message_id", id));
    String answer =
        channels.as(author).body(body).post("/api/channels/{id}/messages", channel).path("id");
    channels
        .as(author)
        .body(Map.of("content", "better"))
        .patch(ONE, channel, answer)
        .then()
        .body("type", equalTo(19))
        .body("referenced_message.content", equalTo("first"));
    channels.as(author).delete(ONE, channel, id).then().statusCode(204);
    channels
        .as(author)
        .get(ONE, channel, answer)
        .then()
        .body("message_reference.message_id", equalTo(id))
        .body("referenced_message", nullValue());
    channels
        .as(author)
        .body(Map.of("content", "best"))
        .patch(ONE, channel, answer)
        .then()
        .statusCode(200)
        .body("referenced_message", nullValue());
    assertEquals(5, MessageLog.of(channel, 5).size());
  }

  @Test
  void anEditIsCheckedAsAPostIs() {
    for (var content : List.of("null", "\" \"", "5", "\"\\u0000\"")) {
      channels
          .as(author)
          .body("{\"content\":" + content + "}")
          .patch(ONE, channel, id)
          .then()
          .statusCode(422)
          .body("errors.field", contains("content"));
    }
  }

  @Test
  void nobodyEditsAnothersMessage() {
    long moderator = channels.newId();
    channels.grant(moderator, channel, Permission.ALL);
    channels
        .as(moderator)
        .body("{\"content\":\"x\"}")
        .patch(ONE, channel, id)
        .then()
        .statusCode(403)
        .body("code", equalTo("NOT_THE_AUTHOR"));
  }

  @Test
  void whoMayNoLongerSendMayNoLongerEditButStillDelete() {
    channels.grant(author, channel, Permission.VIEW_CHANNEL.bit());
    channels
        .as(author)
        .body("{\"content\":\"x\"}")
        .patch(ONE, channel, id)
        .then()
        .statusCode(403)
        .body("detail", containsString("SEND_MESSAGES"));
    channels.as(author).delete(ONE, channel, id).then().statusCode(204);
  }

  @Test
  void aDeletedMessageIsGoneAndTheLogSaysSo() throws Exception {
    channels.as(author).delete(ONE, channel, id).then().statusCode(204);
    channels.as(author).get(ONE, channel, id).then().statusCode(404);
    channels
        .as(author)
        .delete(ONE, channel, id)
        .then()
        .statusCode(404)
        .body("code", equalTo("UNKNOWN_MESSAGE"));
    var event = MessageLog.of(channel, 2).getLast().event();
    assertEquals(Long.parseLong(id), event.getMessageDelete().getId());
    assertEquals(channel + 1, event.getMessageDelete().getGuildId());
    assertEquals(2, event.getSeq());
  }

  @Test
  void theNonceOutlivesTheMessage() {
    channels.as(author).delete(ONE, channel, id).then().statusCode(204);
    channels
        .post(author, channel, "first", "n")
        .then()
        .statusCode(404)
        .body("code", equalTo("UNKNOWN_MESSAGE"))
        .body("detail", containsString("deleted"));
  }

  @Test
  void moderatorsDeleteWhatOthersWrote() {
    long member = channels.member(channel);
    channels
        .as(member)
        .delete(ONE, channel, id)
        .then()
        .statusCode(403)
        .body("code", equalTo("MISSING_PERMISSION"))
        .body("detail", containsString("MANAGE_MESSAGES"));
    channels.grant(member, channel, Permission.ALL);
    channels.as(member).delete(ONE, channel, id).then().statusCode(204);
  }

  @Test
  void theBlindChangeNothing() {
    long blind = channels.newId();
    channels.as(blind).body("{\"content\":\"x\"}").patch(ONE, channel, id).then().statusCode(404);
    channels
        .as(blind)
        .delete(ONE, channel, id)
        .then()
        .statusCode(404)
        .body("code", equalTo("UNKNOWN_CHANNEL"));
  }

  @Test
  void editsThatRaceWithADeletionFailOrComeBeforeIt() throws Exception {
    // Each to something else: an edit that changes nothing tells nothing.
    IntFunction<Callable<Integer>> edit =
        i ->
            () ->
                channels
                    .as(author)
                    .body(Map.of("content", "x" + i))
                    .patch(ONE, channel, id)
                    .statusCode();
    Callable<Integer> delete = () -> channels.as(author).delete(ONE, channel, id).statusCode();
    List<Callable<Integer>> calls =
        IntStream.range(0, 10).mapToObj(i -> i == 4 ? delete : edit.apply(i)).toList();
    int edits = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(calls)) {
        int status = done.get();
        assertTrue(List.of(200, 204, 404).contains(status), "status " + status);
        edits += status == 200 ? 1 : 0;
      }
    }
    var entries = MessageLog.of(channel, edits + 2);
    assertEquals(edits + 2, entries.size());
    assertTrue(entries.getLast().event().hasMessageDelete());
    for (int i = 0; i < entries.size(); i++) {
      assertEquals(i + 1, entries.get(i).event().getSeq());
    }
  }
}
