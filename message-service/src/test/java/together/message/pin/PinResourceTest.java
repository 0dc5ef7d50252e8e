package together.message.pin;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.message.testing.Channels;
import together.message.testing.MessageLog;
import together.message.testing.MessagePlatform;
import together.permission.Permission;
import together.platform.json.ProtoJson;

@QuarkusTest
@WithTestResource(MessagePlatform.class)
class PinResourceTest {
  private static final String ROUTE = "/api/channels/{id}/pins";
  private static final String ONE = ROUTE + "/{message}";

  @Inject Channels channels;
  private long channel;
  private long moderator;
  private String id = "";

  @BeforeEach
  void postMessage() {
    channel = channels.newId();
    moderator = channels.newId();
    channels.grant(moderator, channel, Permission.ALL);
    id = post("keep this");
  }

  private String post(String content) {
    return channels.post(moderator, channel, content, null).path("id");
  }

  private Response pin(String messageId) {
    return channels.as(moderator).put(ONE, channel, messageId);
  }

  private ValidatableResponse pins() {
    return channels.as(moderator).get(ROUTE, channel).then();
  }

  @Test
  void theNewestPinComesFirst() {
    var second = post("and this");
    pin(second).then().statusCode(204);
    pin(id).then().statusCode(204);
    pin(id).then().statusCode(204);
    pins().statusCode(200).body("id", contains(id, second)).body("pinned", contains(true, true));
    channels.as(moderator).delete(ONE, channel, second).then().statusCode(204);
    channels.as(moderator).delete(ONE, channel, second).then().statusCode(204);
    pins().body("id", contains(id));
  }

  @Test
  void theChannelIsToldByAMessage() throws Exception {
    pin(id).then().statusCode(204);
    var entries = MessageLog.of(channel, 4);
    assertTrue(entries.get(1).event().getMessageUpdate().getPinned());
    var update = entries.get(2);
    assertEquals("together.message.v1.channel_pins_update", update.header("ce_type"));
    assertTrue(update.event().getChannelPinsUpdate().hasLastPinTimestamp());
    assertEquals(channel + 1, update.event().getChannelPinsUpdate().getGuildId());
    var said = entries.get(3).event();
    assertEquals(4, said.getSeq());
    assertEquals(6, said.getMessageCreate().getType());
    var latest = channels.as(moderator).get("/api/channels/{id}/messages?limit=1", channel);
    assertEquals(
        "[" + new String(ProtoJson.bytes(said.getMessageCreate()), StandardCharsets.UTF_8) + "]",
        latest.asString());
    latest
        .then()
        .body("[0].type", equalTo(6))
        .body("[0].content", equalTo(""))
        .body("[0].message_reference.message_id", equalTo(id));

    channels.as(moderator).delete(ONE, channel, id).then().statusCode(204);
    var after = MessageLog.of(channel, 6);
    assertFalse(after.get(4).event().getMessageUpdate().getPinned());
    assertFalse(after.get(5).event().getChannelPinsUpdate().hasLastPinTimestamp());
    assertEquals(6, after.getLast().event().getSeq());
  }

  @Test
  void whatTheServiceSaidIsNotEdited() {
    pin(id);
    String said =
        channels.as(moderator).get("/api/channels/{id}/messages?limit=1", channel).path("[0].id");
    channels
        .as(moderator)
        .body(Map.of("content", "not I"))
        .patch("/api/channels/{id}/messages/{message}", channel, said)
        .then()
        .statusCode(403)
        .body("code", equalTo("SYSTEM_MESSAGE"));
  }

  @Test
  void aDeletedMessageIsNotPinnedAnyMore() {
    pin(id);
    channels.as(moderator).delete("/api/channels/{id}/messages/{message}", channel, id);
    pins().body("", empty());
    pin(id).then().statusCode(404).body("code", equalTo("UNKNOWN_MESSAGE"));
  }

  @Test
  void ofTwoWhoPinTheFiftiethAndTheNextOneIsRefused() throws Exception {
    for (int i = 0; i < 48; i++) {
      pin(post("m" + i)).then().statusCode(204);
    }
    pin(id).then().statusCode(204);
    var last = List.of(post("a"), post("b"));
    var calls = new ArrayList<Callable<Integer>>();
    last.forEach(message -> calls.add(() -> pin(message).statusCode()));
    var answers = new ArrayList<Integer>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(calls)) {
        answers.add(done.get());
      }
    }
    answers.sort(null);
    assertEquals(List.of(204, 409), answers);
    pins().body("", hasSize(50));
    pin(post("more")).then().statusCode(409).body("code", equalTo("TOO_MANY_PINS"));
  }

  @Test
  void needsThePowerToManageMessagesInAServer() {
    long member = channels.member(channel);
    channels
        .as(member)
        .put(ONE, channel, id)
        .then()
        .statusCode(403)
        .body("detail", containsString("MANAGE_MESSAGES"));
    channels.as(member).get(ROUTE, channel).then().statusCode(200);
    long blind = channels.newId();
    channels.as(blind).put(ONE, channel, id).then().statusCode(404);
    channels.as(blind).get(ROUTE, channel).then().statusCode(404);
  }

  @Test
  void inADmWhoeverWritesPins() {
    long dm = channels.newId();
    long friend = channels.newId();
    channels.grant(friend, dm, Channels.ALL, 1);
    String said = channels.post(friend, dm, "dear", null).path("id");
    channels.as(friend).put(ONE, dm, said).then().statusCode(204);
    channels.as(friend).get(ROUTE, dm).then().body("id", contains(said));
  }
}
