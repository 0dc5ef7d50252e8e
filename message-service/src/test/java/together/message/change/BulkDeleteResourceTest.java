package together.message.change;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.message.testing.Channels;
import together.message.testing.MessageLog;
import together.message.testing.MessagePlatform;
import together.permission.Permission;
import together.platform.id.Snowflakes;

@QuarkusTest
@WithTestResource(MessagePlatform.class)
class BulkDeleteResourceTest {
  private static final String ROUTE = "/api/channels/{id}/messages/bulk-delete";

  @Inject Channels channels;
  private long channel;
  private long author;
  private long moderator;

  @BeforeEach
  void makeChannel() {
    channel = channels.newId();
    author = channels.member(channel);
    moderator = channels.newId();
    channels.grant(moderator, channel, Permission.ALL);
  }

  private String post(long channelId, String content) {
    return channels.post(author, channelId, content, null).path("id");
  }

  private Response delete(long user, List<String> ids) {
    return channels.as(user).body(Map.of("messages", ids)).post(ROUTE, channel);
  }

  @Test
  void whatIsNamedGoesInOneEventAndTheRestStays() throws Exception {
    var ids = new ArrayList<String>();
    for (int i = 0; i < 4; i++) {
      ids.add(post(channel, "m" + i));
    }
    long elsewhere = channels.newId();
    channels.grant(author, elsewhere, Channels.ALL);
    var foreign = post(elsewhere, "there");

    delete(moderator, List.of(ids.get(2), foreign, ids.get(0))).then().statusCode(204);

    channels
        .as(author)
        .get("/api/channels/{id}/messages", channel)
        .then()
        .body("content", contains("m3", "m1"));
    channels
        .as(author)
        .get("/api/channels/{id}/messages", elsewhere)
        .then()
        .body("content", contains("there"));
    var entry = MessageLog.of(channel, 5).getLast();
    assertEquals("together.message.v1.message_delete_bulk", entry.header("ce_type"));
    assertEquals(5, entry.event().getSeq());
    assertEquals(Channels.REVISION, entry.event().getRevision());
    var deletion = entry.event().getMessageDeleteBulk();
    assertEquals(
        List.of(Long.valueOf(ids.get(0)), Long.valueOf(ids.get(2))), deletion.getIdsList());
    assertEquals(channel, deletion.getChannelId());
    assertEquals(channel + 1, deletion.getGuildId());
  }

  @Test
  void whatIsGoneAlreadyIsNotToldAgain() throws Exception {
    var ids = List.of(post(channel, "a"), post(channel, "b"));
    delete(moderator, ids).then().statusCode(204);
    delete(moderator, ids).then().statusCode(204);
    post(channel, "end");
    assertEquals(4, MessageLog.of(channel, 4).size());
  }

  @Test
  void anEmptyChannelHasNothingToDelete() {
    delete(moderator, List.of(id(1), id(2))).then().statusCode(204);
  }

  @Test
  void needsThePowerToManageMessages() {
    var ids = List.of(post(channel, "a"), post(channel, "b"));
    delete(author, ids).then().statusCode(403).body("detail", containsString("MANAGE_MESSAGES"));
    delete(channels.newId(), ids).then().statusCode(404).body("code", equalTo("UNKNOWN_CHANNEL"));
  }

  @Test
  void takesTwoToAHundredDifferentYoungMessages() {
    var hundredAndOne =
        LongStream.rangeClosed(1, 101).mapToObj(BulkDeleteResourceTest::id).toList();
    refused(List.of(id(1)), "OUT_OF_RANGE");
    refused(hundredAndOne, "OUT_OF_RANGE");
    refused(List.of(id(1), id(1)), "NOT_UNIQUE");
    refused(List.of(id(1), old()), "TOO_OLD");
    channels.as(moderator).post(ROUTE, channel).then().statusCode(422);
    delete(moderator, hundredAndOne.subList(0, 100)).then().statusCode(204);
  }

  private void refused(List<String> ids, String code) {
    delete(moderator, ids)
        .then()
        .statusCode(422)
        .body("errors.field", contains("messages"))
        .body("errors.code", contains(code));
  }

  private static String id(long number) {
    return Long.toString(Snowflakes.floor(System.currentTimeMillis()) + number);
  }

  private static String old() {
    var then = Instant.ofEpochMilli(System.currentTimeMillis()).minus(Duration.ofDays(15));
    return Long.toString(Snowflakes.floor(then.toEpochMilli()));
  }
}
