package together.message.reaction;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.grpc.GrpcService;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.message.testing.Channels;
import together.message.testing.FakeEmojis;
import together.message.testing.MessageLog;
import together.message.testing.MessagePlatform;
import together.permission.Permission;

@QuarkusTest
@WithTestResource(MessagePlatform.class)
class CustomEmojiTest {
  private static final String ROUTE = "/api/messages/{message}/reactions";
  private static final String ONE = ROUTE + "/{emoji}";
  private static final long REACT = Channels.ALL | Permission.ADD_REACTIONS.bit();

  @Inject Channels channels;

  @Inject @GrpcService FakeEmojis emojis;

  private long channel;
  private long author;
  private long other;
  private long wave;
  private String id = "";

  @BeforeEach
  void postMessage() {
    channel = channels.newId();
    author = reactor();
    other = reactor();
    wave = channels.newId();
    // Channels are of the guild with the next id.
    emojis.put(channel + 1, wave, "wave");
    id = channels.post(author, channel, "like it?", null).path("id");
  }

  private long reactor() {
    long user = channels.newId();
    channels.grant(user, channel, REACT);
    return user;
  }

  private Response add(long user, String emoji) {
    return channels.as(user).body(Map.of("emoji", emoji)).post(ROUTE, id);
  }

  private ValidatableResponse seen() {
    return channels.as(author).get("/api/channels/{id}/messages/{message}", channel, id).then();
  }

  @Test
  void areShownByTheNameTheyHaveAndToldSo() throws Exception {
    add(author, "anything:" + wave).then().statusCode(204);
    seen().body("reactions.emoji", contains("wave:" + wave)).body("reactions.me", contains(true));
    assertEquals(
        "wave:" + wave,
        MessageLog.of(channel, 2).getLast().event().getMessageReactionAdd().getEmoji());
  }

  @Test
  void aNewNameMakesNoNewKind() {
    add(author, "wave:" + wave).then().statusCode(204);
    emojis.put(channel + 1, wave, "hello");
    add(other, "hello:" + wave).then().statusCode(204);
    seen().body("reactions.emoji", contains("wave:" + wave)).body("reactions.count", contains(2));
    channels
        .as(author)
        .get(ONE, id, "hello:" + wave)
        .then()
        .body("id", contains(Long.toString(author), Long.toString(other)));
    channels.as(other).delete(ONE, id, "hello:" + wave).then().statusCode(204);
    seen().body("reactions.count", contains(1));
  }

  @Test
  void ofADeletedOneThoseThatAreThereStayAndNoneComes() {
    add(author, "wave:" + wave).then().statusCode(204);
    emojis.delete(wave);
    add(other, "wave:" + wave)
        .then()
        .statusCode(422)
        .body("errors.code", contains("UNKNOWN_EMOJI"));
    seen().body("reactions.emoji", contains("wave:" + wave)).body("reactions.count", contains(1));
    channels.as(author).delete(ONE, id, "wave:" + wave).then().statusCode(204);
    seen().body("reactions", empty());
  }

  @Test
  void anotherServersAreUnknownHereAndInDmsAllAre() {
    emojis.put(channel + 2, wave, "wave");
    add(author, "wave:" + wave).then().statusCode(422).body("errors.field", contains("emoji"));

    long dm = channels.newId();
    channels.grant(author, dm, REACT, 1);
    emojis.put(0, wave, "wave");
    String said = channels.post(author, dm, "dear", null).path("id");
    channels
        .as(author)
        .body(Map.of("emoji", "wave:" + wave))
        .post(ROUTE, said)
        .then()
        .statusCode(422);
  }

  @Test
  void areAmongTheTwentyKinds() {
    for (int i = 0; i < 20; i++) {
      long emoji = channels.newId();
      emojis.put(channel + 1, emoji, "wave");
      add(author, "wave:" + emoji).then().statusCode(204);
    }
    add(author, "👍").then().statusCode(409).body("code", equalTo("TOO_MANY_REACTIONS"));
    add(author, "wave:" + wave).then().statusCode(409);
  }
}
