package together.message.mention;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.message.testing.Channels;
import together.message.testing.MessageLog;
import together.message.testing.MessagePlatform;
import together.permission.Permission;
import together.platform.json.ProtoJson;
import together.proto.AllowedMentions;
import together.proto.MessagesGrpc.MessagesBlockingStub;
import together.proto.ReadState;
import together.proto.ReadStatesGuild;
import together.proto.ReadStatesRequest;
import together.proto.SendMessageRequest;

@QuarkusTest
@WithTestResource(MessagePlatform.class)
class MentionResourceTest {
  private static final String ROUTE = "/api/channels/{id}/messages";
  private static final String ONE = "/api/channels/{id}/messages/{message}";

  /** The fake guild-service lets roles and channels with even ids be mentioned. */
  private static final long ROLE = 44;

  @Inject Channels channels;

  @GrpcClient("messages")
  MessagesBlockingStub messages;

  private long channel;
  private long author;
  private long other;

  @BeforeEach
  void makeChannel() {
    channel = channels.newId();
    author = channels.member(channel);
    other = channels.member(channel);
  }

  private Response post(String content) {
    return channels.post(author, channel, content, null);
  }

  private Response post(Map<String, ?> body) {
    return channels.as(author).body(body).post(ROUTE, channel);
  }

  private ReadState state(long user) {
    var guild = ReadStatesGuild.newBuilder().setGuildId(channel + 1).addRoleIds(ROLE);
    var asked =
        ReadStatesRequest.newBuilder().setUserId(user).addChannelIds(channel).addGuilds(guild);
    return messages.readStates(asked.build()).getReadStates(0);
  }

  private void mayMentionEveryone() {
    channels.grant(author, channel, Channels.ALL | Permission.MENTION_EVERYONE.bit());
  }

  @Test
  void aMessageSaysWhomItMentions() throws Exception {
    long blind = channels.newId();
    var answer = post("<@" + other + "> <@" + blind + "> <@&" + ROLE + "> <@&45> <#66> <#67>");
    answer
        .then()
        .statusCode(201)
        .body("mentions.id", contains(Long.toString(other)))
        .body("mentions.username", contains("user" + other))
        .body("mention_roles", contains(Long.toString(ROLE)))
        .body("mention_channels", contains("66"))
        .body("mention_everyone", equalTo(false));
    String id = answer.path("id");
    assertEquals(answer.asString(), channels.as(author).get(ONE, channel, id).asString());
    var told = MessageLog.of(channel, 1).getFirst().event().getMessageCreate();
    assertEquals(answer.asString(), new String(ProtoJson.bytes(told), StandardCharsets.UTF_8));
  }

  @Test
  void everyoneIsForThoseWhoMay() {
    post("@everyone look").then().body("mention_everyone", equalTo(false));
    mayMentionEveryone();
    post("@here look").then().body("mention_everyone", equalTo(true));
    post("@everyone look").then().body("mention_everyone", equalTo(true));
  }

  @Test
  void inADmThereIsNoEveryone() {
    channels.grant(author, channel, Permission.ALL, 1);
    post("@everyone").then().statusCode(201).body("mention_everyone", equalTo(false));
  }

  @Test
  void theAuthorSaysWhichOfThoseNamedAreMentioned() {
    mayMentionEveryone();
    long third = channels.member(channel);
    var text = "<@" + other + "> <@" + third + "> <@&" + ROLE + "> @everyone";
    post(Map.of("content", text, "allowed_mentions", Map.of("parse", List.of())))
        .then()
        .body("mentions", empty())
        .body("mention_roles", empty())
        .body("mention_everyone", equalTo(false));
    var some = Map.of("parse", List.of("roles"), "users", List.of(Long.toString(third)));
    post(Map.of("content", text, "allowed_mentions", some))
        .then()
        .body("mentions.id", contains(Long.toString(third)))
        .body("mention_roles", contains(Long.toString(ROLE)))
        .body("mention_everyone", equalTo(false));
    post(Map.of("content", text))
        .then()
        .body("mentions.id", containsInAnyOrder(Long.toString(other), Long.toString(third)))
        .body("mention_everyone", equalTo(true));
  }

  @Test
  void wrongAllowedMentionsAreRefused() {
    var wrong =
        List.of(
            Map.of("parse", List.of("people")),
            Map.of("parse", List.of("users"), "users", List.of("1")),
            Map.of("roles", Collections.nCopies(101, "1")));
    for (var allowed : wrong) {
      post(Map.of("content", "x", "allowed_mentions", allowed))
          .then()
          .statusCode(422)
          .body("code", equalTo("VALIDATION_FAILED"));
    }
  }

  @Test
  void aReplyMentionsWhomItAnswersUnlessToldNotTo() {
    String id = channels.post(other, channel, "question", null).path("id");
    var body = new HashMap<String, Object>();
    body.put("content", "answer");
    body.put("message_reference", Map.of("message_id", id));
    post(body).then().body("mentions.id", contains(Long.toString(other)));
    body.put("allowed_mentions", Map.of("parse", List.of("users")));
    post(body).then().body("mentions", empty());
    body.put("allowed_mentions", Map.of("replied_user", true));
    post(body).then().body("mentions.id", contains(Long.toString(other)));
  }

  @Test
  void aReplyToWhatIsGoneIsRefusedOrShowsIt() {
    String id = channels.post(author, channel, "question", null).path("id");
    channels.as(author).delete(ONE, channel, id).then().statusCode(204);
    post(Map.of("content", "answer", "message_reference", Map.of("message_id", id)))
        .then()
        .statusCode(422)
        .body("code", equalTo("UNKNOWN_REFERENCE"));
    var reference = Map.of("message_id", id, "fail_if_not_exists", false);
    post(Map.of("content", "answer", "message_reference", reference))
        .then()
        .statusCode(201)
        .body("type", equalTo(19))
        .body("message_reference.message_id", equalTo(id))
        .body("referenced_message", nullValue())
        .body("mentions", empty());
  }

  @Test
  void mentionsAreCountedForWhomTheyPingUntilRead() {
    mayMentionEveryone();
    String first = post("<@" + other + ">").path("id");
    post("<@&" + ROLE + "> and <@" + other + ">");
    String third = post("@everyone").path("id");
    post("nobody");
    post("<@" + author + "> myself");
    assertEquals(3, state(other).getMentionCount());
    assertEquals(2, state(channels.member(channel)).getMentionCount());

    acknowledge(first, false);
    assertEquals(2, state(other).getMentionCount());
    acknowledge(third, false);
    assertEquals(0, state(other).getMentionCount());
    acknowledge(first, true);
    assertEquals(2, state(other).getMentionCount());
    assertEquals(Long.parseLong(first), state(other).getLastReadId());
  }

  @Test
  void whatOneSaysToEveryoneIsNoNewsToOneself() {
    mayMentionEveryone();
    post("@everyone");
    post("<@&" + ROLE + ">");
    assertEquals(0, state(author).getMentionCount());
    assertEquals(2, state(other).getMentionCount());
  }

  private void acknowledge(String id, boolean manual) {
    channels
        .as(other)
        .body(Map.of("message_id", id, "manual", manual))
        .post("/api/channels/{id}/ack", channel)
        .then()
        .statusCode(204);
  }

  @Test
  void aDeletedMessagePingsNobody() {
    mayMentionEveryone();
    String id = post("<@" + other + "> <@&" + ROLE + "> @everyone").path("id");
    assertEquals(1, state(other).getMentionCount());
    channels.as(author).delete(ONE, channel, id).then().statusCode(204);
    assertEquals(0, state(other).getMentionCount());
  }

  @Test
  void anEditShowsItsMentionsAndPingsNobodyAnew() {
    mayMentionEveryone();
    long third = channels.member(channel);
    String id = post("<@" + other + ">").path("id");
    edit(id, "<@" + third + "> @everyone")
        .then()
        .body("mentions.id", contains(Long.toString(third)))
        .body("mention_everyone", equalTo(true));
    assertEquals(0, state(third).getMentionCount());
    assertEquals(0, state(other).getMentionCount());
    edit(id, "<@" + other + ">").then().body("mentions.id", hasItem(Long.toString(other)));
    assertEquals(0, state(other).getMentionCount());
  }

  @Test
  void anEditKeepsThePingOfWhomItStillMentions() {
    String id = post("<@" + other + ">").path("id");
    edit(id, "sorry, <@" + other + ">!").then().statusCode(200);
    assertEquals(1, state(other).getMentionCount());
  }

  private Response edit(String id, String content) {
    return channels.as(author).body(Map.of("content", content)).patch(ONE, channel, id);
  }

  @Test
  void theSocketAllowsMentionsAsRestDoes() {
    var request =
        SendMessageRequest.newBuilder()
            .setUserId(author)
            .setChannelId(channel)
            .setContent("<@" + other + ">");
    assertEquals(1, messages.send(request.build()).getMessage().getMentionsCount());
    request.setAllowedMentions(AllowedMentions.getDefaultInstance());
    assertEquals(0, messages.send(request.build()).getMessage().getMentionsCount());
  }
}
