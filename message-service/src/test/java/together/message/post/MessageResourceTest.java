package together.message.post;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.message.testing.Channels;
import together.message.testing.MessageLog;
import together.message.testing.MessagePlatform;
import together.permission.Permission;
import together.platform.json.ProtoJson;

@QuarkusTest
@WithTestResource(MessagePlatform.class)
class MessageResourceTest {
  private static final String ROUTE = "/api/channels/{id}/messages";

  @Inject Channels channels;
  private long channel;
  private long author;

  @BeforeEach
  void makeChannel() {
    channel = channels.newId();
    author = channels.member(channel);
  }

  @Test
  void answersTheStoredMessage() {
    channels
        .post(author, channel, "hello\u00a0wörld 🎉", "n-1")
        .then()
        .statusCode(201)
        .body("channel_id", equalTo(Long.toString(channel)))
        .body("guild_id", equalTo(Long.toString(channel + 1)))
        .body("author.id", equalTo(Long.toString(author)))
        .body("author.username", equalTo("user" + author))
        .body("content", equalTo("hello\u00a0wörld 🎉"))
        .body("nonce", equalTo("n-1"))
        .body("type", equalTo(0))
        .body("timestamp", notNullValue())
        .body("edited_timestamp", nullValue())
        .body("referenced_message", nullValue());
  }

  @Test
  void tellsTheLogWhatItAnswers() throws Exception {
    var answer = channels.post(author, channel, "to all", "n").asByteArray();
    var entry = MessageLog.of(channel, 1).getFirst();

    assertEquals(
        new String(answer, StandardCharsets.UTF_8),
        new String(ProtoJson.bytes(entry.event().getMessageCreate()), StandardCharsets.UTF_8));
    assertEquals(1, entry.event().getSeq());
    assertEquals(Channels.REVISION, entry.event().getRevision());
    assertEquals(Long.toString(channel), new String(entry.record().key(), StandardCharsets.UTF_8));
    assertEquals(Long.toString(channel), entry.header("channel_id"));
    assertEquals(Long.toString(channel + 1), entry.header("guild_id"));
    assertEquals(Long.toString(author), entry.header("user_id"));
    assertEquals("1", entry.header("seq"));
    assertEquals(Long.toString(Channels.REVISION), entry.header("revision"));
    assertEquals("together.message.v1.message_create", entry.header("ce_type"));
  }

  @Test
  void postsIntoADm() throws Exception {
    channels.grant(author, channel, Channels.ALL, 1);
    channels
        .post(author, channel, "between us", null)
        .then()
        .statusCode(201)
        .body("guild_id", nullValue());
    assertEquals(0, MessageLog.of(channel, 1).getFirst().event().getGuildId());
  }

  @Test
  void repeatsTheFirstAnswerForARepeatedNonce() throws Exception {
    var first = channels.post(author, channel, "once", "same");
    var second = channels.post(author, channel, "twice", "same");

    assertEquals(201, first.statusCode());
    assertEquals(200, second.statusCode());
    assertEquals(first.asString(), second.asString());
    channels.post(author, channel, "end", null);
    assertEquals(2, MessageLog.of(channel, 2).size());
  }

  @Test
  void aNonceIsItsAuthorsAndItsChannels() {
    var other = channels.member(channel);
    var elsewhere = channels.newId();
    channels.grant(author, elsewhere, Channels.ALL);

    assertEquals(201, channels.post(author, channel, "a", "n").statusCode());
    assertEquals(201, channels.post(other, channel, "b", "n").statusCode());
    assertEquals(201, channels.post(author, elsewhere, "c", "n").statusCode());
  }

  @Test
  void theEventBelongsToTheTraceOfTheRequest() throws Exception {
    var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    channels
        .as(author)
        .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
        .body(Map.of("content", "traced"))
        .post(ROUTE, channel)
        .then()
        .statusCode(201);
    var event = MessageLog.of(channel, 1).getFirst();
    assertEquals(trace, event.header("traceparent").split("-", -1)[1]);
    assertEquals(event.header("traceparent"), event.header("ce_traceparent"));
  }

  @Test
  void refersToTheMessageItAnswers() throws Exception {
    String first = channels.post(author, channel, "question", null).path("id");
    var other = channels.member(channel);
    var body = Map.of("content", "answer", "message_reference", Map.of("message_id", first));
    channels
        .as(other)
        .body(body)
        .post(ROUTE, channel)
        .then()
        .statusCode(201)
        .body("type", equalTo(19))
        .body("message_reference.message_id", equalTo(first))
        .body("referenced_message.id", equalTo(first))
        .body("referenced_message.content", equalTo("question"))
        .body("referenced_message.author.id", equalTo(Long.toString(author)));
    var event = MessageLog.of(channel, 2).getLast().event().getMessageCreate();
    assertEquals("question", event.getReferencedMessage().getContent());
  }

  @Test
  void whoMayNotReadHistoryMayNotQuoteIt() {
    long channel = channels.newId();
    var first = channels.post(channels.member(channel), channel, "secret", null).path("id");
    long newcomer = channels.newId();
    channels.grant(
        newcomer, channel, Permission.of(Permission.VIEW_CHANNEL, Permission.SEND_MESSAGES));
    var body = Map.of("content", "what?", "message_reference", Map.of("message_id", first));
    channels
        .as(newcomer)
        .body(body)
        .post(ROUTE, channel)
        .then()
        .statusCode(403)
        .body("code", equalTo("MISSING_PERMISSION"));
    channels.post(newcomer, channel, "hello", null).then().statusCode(201);
  }

  @Test
  void refusesAReplyToWhatIsNotInTheChannel() {
    var elsewhere = channels.newId();
    channels.grant(author, elsewhere, Channels.ALL);
    String foreign = channels.post(author, elsewhere, "there", null).path("id");
    var body = Map.of("content", "here", "message_reference", Map.of("message_id", foreign));
    channels
        .as(author)
        .body(body)
        .post(ROUTE, channel)
        .then()
        .statusCode(422)
        .body("code", equalTo("UNKNOWN_REFERENCE"));
  }

  @Test
  void namesThePermissionThatIsMissing() {
    channels.grant(author, channel, Channels.ALL & ~(1L << 11));
    channels
        .post(author, channel, "x", null)
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("code", equalTo("MISSING_PERMISSION"))
        .body("detail", containsString("SEND_MESSAGES"));
  }

  @Test
  void anInvisibleChannelDoesNotExist() {
    channels
        .post(channels.newId(), channel, "x", null)
        .then()
        .statusCode(404)
        .body("code", equalTo("UNKNOWN_CHANNEL"));
  }

  @Test
  void aVoiceChannelTakesNoMessages() {
    channels.grant(author, channel, Channels.ALL, 2);
    channels
        .post(author, channel, "x", null)
        .then()
        .statusCode(422)
        .body("code", equalTo("NOT_TEXT_CHANNEL"));
  }

  @Test
  void needsAToken() {
    io.restassured.RestAssured.given()
        .contentType("application/json")
        .body("{\"content\":\"x\"}")
        .post(ROUTE, channel)
        .then()
        .statusCode(401)
        .body("code", equalTo("UNAUTHORIZED"));
  }

  @Test
  void anEmptyBodyLacksItsContent() {
    for (var body :
        new String[] {"", "{}", "{\"content\":null}", "{\"content\":\" \\n\\u200b\"}"}) {
      channels
          .as(author)
          .body(body)
          .post(ROUTE, channel)
          .then()
          .statusCode(422)
          .body("code", equalTo("VALIDATION_FAILED"))
          .body("errors.field", contains("content"));
    }
  }

  @Test
  void refusesWhatCannotBeStored() {
    for (var text : new String[] {"a\\u0000b", "\\ud83d alone", "\\udc00"}) {
      channels
          .as(author)
          .body("{\"content\":\"" + text + "\"}")
          .post(ROUTE, channel)
          .then()
          .statusCode(422)
          .body("errors.code", contains("INVALID_TEXT"));
    }
  }

  @Test
  void refusesAnotherJsonType() {
    channels
        .as(author)
        .body("{\"content\":5}")
        .post(ROUTE, channel)
        .then()
        .statusCode(422)
        .body("errors.code", contains("WRONG_TYPE"));
    channels
        .as(author)
        .body("{\"content\":")
        .post(ROUTE, channel)
        .then()
        .statusCode(400)
        .body("code", equalTo("MALFORMED_JSON"));
  }

  @Test
  void aChannelIdIsANumber() {
    channels
        .as(author)
        .body("{\"content\":\"x\"}")
        .post("/api/channels/general/messages")
        .then()
        .statusCode(404)
        .contentType("application/problem+json");
  }

  @Test
  void showsItsStagesToPrometheus() {
    channels.post(author, channel, "x", null);
    var metrics = io.restassured.RestAssured.get("/q/metrics").asString();
    for (var stage : new String[] {"authorise", "queue", "commit"}) {
      assertTrue(
          metrics.contains("together_post_stage_seconds_count{stage=\"" + stage + "\""), stage);
    }
  }
}
