package together.message.reaction;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
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

@QuarkusTest
@WithTestResource(MessagePlatform.class)
class ReactionResourceTest {
  private static final String ROUTE = "/api/messages/{message}/reactions";
  private static final String ONE = ROUTE + "/{emoji}";
  private static final long REACT = Channels.ALL | Permission.ADD_REACTIONS.bit();

  @Inject Channels channels;
  private long channel;
  private long author;
  private long other;
  private String id = "";

  @BeforeEach
  void postMessage() {
    channel = channels.newId();
    author = reactor();
    other = reactor();
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

  private ValidatableResponse seenBy(long user) {
    return channels.as(user).get("/api/channels/{id}/messages/{message}", channel, id).then();
  }

  @Test
  void areCountedInTheOrderOfTheirFirstUseAndOnesOwnAreMarked() {
    add(author, "👍").then().statusCode(204);
    add(other, "❤").then().statusCode(204);
    add(other, "👍").then().statusCode(204);
    add(other, "👍").then().statusCode(204);
    seenBy(other)
        .body("reactions.emoji", contains("👍", "❤\uFE0F"))
        .body("reactions.count", contains(2, 1))
        .body("reactions.me", contains(true, true));
    seenBy(author).body("reactions.me", contains(true, false));
    channels
        .as(author)
        .get("/api/channels/{id}/messages", channel)
        .then()
        .body("[0].reactions.me", contains(true, false));
    channels
        .as(author)
        .get(ONE, id, "👍")
        .then()
        .statusCode(200)
        .body("id", contains(Long.toString(author), Long.toString(other)));
    channels
        .as(author)
        .get(ONE + "?limit=1&after=" + author, id, "👍")
        .then()
        .body("id", contains(Long.toString(other)));
    channels.as(author).get(ONE + "?limit=0", id, "👍").then().statusCode(422);
  }

  @Test
  void whatNobodySetsAnyMoreIsGoneAndComesBackLast() {
    add(author, "👍");
    add(author, "🎉");
    channels.as(author).delete(ONE, id, "👍").then().statusCode(204);
    seenBy(author).body("reactions.emoji", contains("🎉"));
    add(other, "👍");
    seenBy(author).body("reactions.emoji", contains("🎉", "👍"));
    channels
        .as(author)
        .delete(ONE, id, "👍")
        .then()
        .statusCode(404)
        .body("code", equalTo("UNKNOWN_REACTION"));
  }

  @Test
  void theLogTellsEachChangeWithTheCountThatIsLeft() throws Exception {
    add(author, "👍");
    add(other, "👍");
    channels.as(author).delete(ONE, id, "👍").then().statusCode(204);
    var entries = MessageLog.of(channel, 4);
    var added = entries.get(2);
    assertEquals("together.message.v1.message_reaction_add", added.header("ce_type"));
    assertEquals(3, added.event().getSeq());
    assertEquals(2, added.event().getMessageReactionAdd().getCount());
    assertEquals(other, added.event().getMessageReactionAdd().getUserId());
    var removed = entries.get(3).event();
    assertEquals(4, removed.getSeq());
    assertEquals(1, removed.getMessageReactionRemove().getCount());
    assertEquals(Long.parseLong(id), removed.getMessageReactionRemove().getMessageId());
    assertEquals("👍", removed.getMessageReactionRemove().getEmoji());
  }

  @Test
  void aNewKindNeedsThePermissionOneThatIsThereDoesNot() {
    long shy = channels.member(channel);
    add(shy, "👍").then().statusCode(403).body("detail", containsString("ADD_REACTIONS"));
    add(author, "👍");
    add(shy, "👍").then().statusCode(204);
    channels.grant(shy, channel, Permission.VIEW_CHANNEL.bit());
    add(shy, "👍").then().statusCode(403);
  }

  @Test
  void twentyKindsAreTheMost() {
    var emojis =
        List.of(
            "😀", "😃", "😄", "😁", "😆", "😅", "🤣", "😂", "🙂", "🙃", "😉", "😊", "😇", "🥰",
            "😍", "🤩", "😘", "😗", "😚", "😙");
    emojis.forEach(emoji -> add(author, emoji).then().statusCode(204));
    add(author, "👍").then().statusCode(409).body("code", equalTo("TOO_MANY_REACTIONS"));
    add(other, "😀").then().statusCode(204);
    seenBy(author).body("reactions.emoji", equalTo(emojis));
  }

  @Test
  void onlyEmojisAreTaken() {
    for (var text : List.of("x", "", "👍👍")) {
      add(author, text).then().statusCode(422).body("errors.field", contains("emoji"));
    }
    channels.as(author).post(ROUTE, id).then().statusCode(422);
    channels.as(author).delete(ONE, id, "x").then().statusCode(422);
  }

  @Test
  void moderatorsTakeAwayWhatOthersSet() {
    add(other, "👍");
    var path = ONE + "/{user}";
    channels.as(author).delete(path, id, "👍", other).then().statusCode(403);
    channels.as(other).delete(path, id, "👍", other).then().statusCode(204);
    add(other, "👍");
    channels.grant(author, channel, Permission.ALL);
    channels.as(author).delete(path, id, "👍", other).then().statusCode(204);
    seenBy(author).body("reactions", empty());
  }

  @Test
  void theBlindSeeNoMessageToReactTo() {
    long blind = channels.newId();
    add(blind, "👍").then().statusCode(404).body("code", equalTo("UNKNOWN_MESSAGE"));
    channels.as(blind).get(ONE, id, "👍").then().statusCode(404);
  }

  @Test
  void aReactionThatRacesWithADeletionComesBeforeItOrFails() throws Exception {
    var calls = new ArrayList<Callable<Integer>>();
    for (var emoji : List.of("😀", "😃", "😄", "😁", "😆")) {
      calls.add(() -> add(other, emoji).statusCode());
    }
    calls.add(
        2,
        () ->
            channels
                .as(author)
                .delete("/api/channels/{id}/messages/{message}", channel, id)
                .statusCode());
    int told = 1;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(calls)) {
        assertTrue(List.of(204, 404).contains(done.get()), "status " + done.get());
        told += done.get() == 204 ? 1 : 0;
      }
    }
    var entries = MessageLog.of(channel, told);
    assertEquals(told, entries.size());
    assertTrue(entries.getLast().event().hasMessageDelete());
  }
}
