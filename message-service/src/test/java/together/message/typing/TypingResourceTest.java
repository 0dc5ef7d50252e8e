package together.message.typing;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.message.testing.Channels;
import together.message.testing.MessagePlatform;
import together.permission.Permission;
import together.platform.testing.TopicLog;
import together.proto.EphemeralEvent;

@QuarkusTest
@WithTestResource(MessagePlatform.class)
class TypingResourceTest {
  private static final String ROUTE = "/api/channels/{id}/typing";
  private static final TopicLog<EphemeralEvent> LOG =
      new TopicLog<>("together.ephemeral.v1", EphemeralEvent.parser());

  @Inject Channels channels;
  private long channel;
  private long writer;

  @BeforeEach
  void makeChannel() {
    channel = channels.newId();
    writer = channels.member(channel);
  }

  private void type(long user) {
    channels.as(user).post(ROUTE, channel).then().statusCode(204);
  }

  @Test
  void isToldOnceHoweverOftenItIsSaid() throws Exception {
    long other = channels.member(channel);
    type(writer);
    type(writer);
    type(writer);
    type(other);
    var events = LOG.read(event -> event.getChannelId() == channel, 2);
    assertEquals(2, events.size());
    var entry = events.getFirst();
    var typing = entry.event().getTypingStart();
    assertEquals(writer, typing.getUserId());
    assertEquals(channel, typing.getChannelId());
    assertEquals(channel + 1, typing.getGuildId());
    assertEquals(Channels.REVISION, entry.event().getRevision());
    assertEquals(Long.toString(channel), entry.key());
    assertEquals(Long.toString(channel + 1), entry.header("guild_id"));
    assertEquals(Long.toString(Channels.REVISION), entry.header("revision"));
    assertEquals("together.ephemeral.v1.typing_start", entry.header("ce_type"));
  }

  @Test
  void needsTheRightToSend() {
    long reader = channels.newId();
    channels.grant(reader, channel, Permission.VIEW_CHANNEL.bit());
    channels
        .as(reader)
        .post(ROUTE, channel)
        .then()
        .statusCode(403)
        .body("code", equalTo("MISSING_PERMISSION"));
    channels
        .as(channels.newId())
        .post(ROUTE, channel)
        .then()
        .statusCode(404)
        .body("code", equalTo("UNKNOWN_CHANNEL"));
    RestAssured.given().post(ROUTE, channel).then().statusCode(401);
  }

  @Test
  void voiceChannelsAreNotTypedIn() {
    channels.grant(writer, channel, Channels.ALL, 2);
    channels
        .as(writer)
        .post(ROUTE, channel)
        .then()
        .statusCode(422)
        .body("code", equalTo("NOT_TEXT_CHANNEL"));
  }
}
