package together.message.erasure;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.message.store.Transactions;
import together.message.testing.Channels;
import together.message.testing.Elsewhere;
import together.message.testing.MessageLog;
import together.message.testing.MessagePlatform;
import together.permission.Permission;
import together.platform.testing.TopicLog;
import together.proto.MessageEvent;
import together.proto.UserErase;
import together.proto.UserEvent;

@QuarkusTest
@WithTestResource(MessagePlatform.class)
class ErasureTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long ALL =
      Channels.ALL | Permission.of(Permission.ADD_REACTIONS, Permission.ATTACH_FILES);

  @Inject Channels channels;
  @Inject Transactions transactions;
  @Inject Elsewhere elsewhere;
  @Inject Clock clock;
  private long user;
  private long other;

  @BeforeEach
  void makeUsers() {
    user = channels.newId();
    other = channels.newId();
  }

  private long channel() {
    long channel = channels.newId();
    channels.grant(user, channel, ALL);
    channels.grant(other, channel, ALL);
    return channel;
  }

  private void erase(boolean messages) {
    var event =
        UserEvent.newBuilder()
            .setUserId(user)
            .setSeq(9)
            .setUserErase(UserErase.newBuilder().setMessages(messages));
    elsewhere.tell(event.build(), clock.instant().minus(Duration.ofSeconds(20)));
    // The last of it; it is there because the user has marks.
    assertEquals(1, rows("user_heads", "user_id"));
    Awaitility.await().atMost(PATIENCE).until(() -> rows("user_heads", "user_id") == 0);
    assertEquals(0, rows("erasures", "user_id"));
  }

  private long rows(String table, String column) {
    return transactions.read(connection -> {
      try (var statement =
          connection.prepareStatement(
              "SELECT count(*) FROM " + table + " WHERE " + column + " = ?")) {
        statement.setLong(1, user);
        try (var row = statement.executeQuery()) {
          row.next();
          return row.getLong(1);
        }
      }
    });
  }

  private ValidatableResponse history(long channel) {
    return channels.as(other).get("/api/channels/{id}/messages?limit=100", channel).then();
  }

  private void react(long as, String message) {
    channels
        .as(as)
        .body(Map.of("emoji", "👍"))
        .post("/api/messages/{id}/reactions", message)
        .then()
        .statusCode(204);
  }

  /** A message of the user's with a nonce, one that pings the user, a mark, a setting. */
  private void leaveTraces(long channel) {
    String own = channels.post(user, channel, "mine", "n" + user).path("id");
    String theirs = channels.post(other, channel, "<@" + user + ">", "n" + user).path("id");
    react(user, own);
    react(other, own);
    react(user, theirs);
    channels
        .as(user)
        .body(Map.of("message_id", own))
        .post("/api/channels/{id}/ack", channel)
        .then()
        .statusCode(204);
    channels
        .as(user)
        .contentType("multipart/form-data")
        .multiPart("file", "a.txt", new byte[] {'a'})
        .post("/api/channels/{id}/attachments", channel)
        .then()
        .statusCode(201);
    channels
        .as(user)
        .body(
            Map.of(
                "channels", List.of(Map.of("channel_id", Long.toString(channel), "muted", true))))
        .patch("/api/users/@me/notification-settings")
        .then()
        .statusCode(200);
  }

  private void assertNothingPersonalIsLeft() {
    for (var table :
        List.of("read_states", "notification_settings", "upload_totals", "user_heads")) {
      assertEquals(0, rows(table, "user_id"), table);
    }
    assertEquals(0, rows("nonces", "author_id"));
    assertEquals(0, rows("slow_posts", "author_id"));
    assertEquals(0, rows("mentions", "target_id"));
  }

  @Test
  void whatIsPersonalGoesAndWhatWasWrittenStays() {
    long first = channel();
    long second = channel();
    leaveTraces(first);
    leaveTraces(second);
    channels.grantSlow(user, first, ALL, 1);
    channels.post(user, first, "slowly", null).then().statusCode(201);
    erase(false);
    assertNothingPersonalIsLeft();
    history(first).body("content", contains("slowly", "<@" + user + ">", "mine"));
    history(second).body("reactions[1].count", contains(2));
    assertEquals(4, rows("reactions", "user_id"));
  }

  @Test
  void whatWasWrittenGoesTooWhenThatIsAskedFor() throws Exception {
    long channel = channel();
    leaveTraces(channel);
    for (int i = 0; i < 130; i++) {
      channels.post(user, channel, "more " + i, null).then().statusCode(201);
    }
    erase(true);
    assertNothingPersonalIsLeft();
    assertEquals(0, rows("messages", "author_id"));
    assertEquals(0, rows("reactions", "user_id"));
    history(channel).body("content", contains("<@" + user + ">")).body("[0].reactions", empty());
    // Two messages, three reactions, 130 messages; then two deletions and the one reaction left.
    var entries = MessageLog.of(channel, 138);
    assertEquals(138, entries.getLast().event().getSeq());
    var deletions =
        entries.stream()
            .map(TopicLog.Entry::event)
            .filter(MessageEvent::hasMessageDeleteBulk)
            .map(event -> event.getMessageDeleteBulk().getIdsCount())
            .toList();
    assertEquals(List.of(100, 31), deletions);
    assertTrue(entries.getLast().event().hasMessageReactionRemove());
    assertEquals(0, entries.getLast().event().getMessageReactionRemove().getCount());
  }

  @Test
  void anotherOnesIsLeftAlone() {
    long channel = channel();
    leaveTraces(channel);
    long erased = user;
    user = channels.newId();
    channels.grant(user, channel, ALL);
    leaveTraces(channel);
    long bystander = user;
    user = erased;
    erase(true);
    user = bystander;
    for (var table : List.of("read_states", "notification_settings", "user_heads")) {
      assertEquals(1, rows(table, "user_id"), table);
    }
    assertEquals(1, rows("nonces", "author_id"));
    assertEquals(1, rows("mentions", "target_id"));
    assertEquals(1, rows("messages", "author_id"));
    assertEquals(2, rows("reactions", "user_id"));
  }
}
