package together.message.deletion;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
import together.platform.id.Snowflakes;
import together.platform.json.Moments;
import together.proto.Channel;
import together.proto.GuildBan;
import together.proto.GuildDelete;
import together.proto.GuildEvent;
import together.proto.User;

@QuarkusTest
@WithTestResource(MessagePlatform.class)
class DeletionTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject Channels channels;
  @Inject Transactions transactions;
  @Inject Elsewhere elsewhere;
  private long channel;
  private long author;
  private long other;

  @BeforeEach
  void makeChannel() {
    channel = channels.newId();
    author = channels.member(channel);
    other = channels.member(channel);
  }

  /** As guild-service tells of guild {@code channel + 1}. */
  private void tell(GuildEvent.Builder event, Instant at) {
    elsewhere.tell(event.setGuildId(channel + 1).setSeq(Channels.REVISION).build(), at);
  }

  private static GuildEvent.Builder ban(long user, Instant from) {
    return GuildEvent.newBuilder()
        .setGuildBanAdd(
            GuildBan.newBuilder()
                .setUser(User.newBuilder().setId(user))
                .setDeleteMessagesFrom(Moments.proto(from)));
  }

  private ValidatableResponse history() {
    return channels.as(other).get("/api/channels/{id}/messages", channel).then();
  }

  private Instant timeOf(String id) {
    return Instant.ofEpochMilli(Snowflakes.millisOf(Long.parseLong(id)));
  }

  /** One of the channel's tables, whose rows are counted. */
  private long rows(String table) {
    return count(table, "channel_id", channel);
  }

  private long ofGuild(String table) {
    return count(table, "scope", channel + 1);
  }

  private long count(String table, String column, long id) {
    return transactions.read(connection -> {
      try (var statement =
          connection.prepareStatement(
              "SELECT count(*) FROM " + table + " WHERE " + column + " = ?")) {
        statement.setLong(1, id);
        try (var row = statement.executeQuery()) {
          row.next();
          return row.getLong(1);
        }
      }
    });
  }

  /** A post in the next millisecond or later, so that the two can be told apart by time. */
  private String postLater(long user, String content, String before) {
    Awaitility.await().until(() -> System.currentTimeMillis() > timeOf(before).toEpochMilli() + 1);
    return channels.post(user, channel, content, null).path("id");
  }

  @Test
  void whatABannedUserWroteSinceThenGoes() throws Exception {
    String before = channels.post(author, channel, "long ago", null).path("id");
    String first = postLater(author, "spam", before);
    channels.post(other, channel, "hello", null);
    String last = channels.post(author, channel, "more spam", null).path("id");
    var at = timeOf(last).plusMillis(1);
    postLater(author, "I am back", last);

    tell(ban(author, timeOf(first)), at);

    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> history().body("content.size()", lessThan(5)));
    history().body("content", contains("I am back", "hello", "long ago"));
    var event = MessageLog.of(channel, 6).getLast().event();
    assertEquals(
        List.of(Long.valueOf(first), Long.valueOf(last)),
        event.getMessageDeleteBulk().getIdsList());
    assertEquals(6, event.getSeq());
    assertEquals(Channels.REVISION, event.getRevision());
    assertEquals(channel + 1, event.getMessageDeleteBulk().getGuildId());
  }

  @Test
  void ofMuchItTakesAHundredAtATimeAndNothingElse() throws Exception {
    for (int i = 0; i < 250; i++) {
      channels.post(i % 10 == 0 ? other : author, channel, "m" + i, "n" + i).then().statusCode(201);
    }
    var now = Instant.ofEpochMilli(System.currentTimeMillis());
    tell(ban(author, now.minus(Duration.ofHours(1))), now);

    Awaitility.await().atMost(PATIENCE).until(() -> rows("messages") == 25);
    var gone = new ArrayList<Integer>();
    var entries = MessageLog.of(channel, 253);
    for (var entry : entries) {
      if (entry.event().hasMessageDeleteBulk()) {
        gone.add(entry.event().getMessageDeleteBulk().getIdsCount());
      }
    }
    assertEquals(List.of(100, 100, 25), gone);
    assertEquals(253, entries.getLast().event().getSeq());
  }

  @Test
  void aDeletedChannelLeavesNothing() {
    channels.post(author, channel, "a", "n1").then().statusCode(201);
    channels.post(other, channel, "b", "n2").then().statusCode(201);
    long slow = channels.newId();
    channels.grantSlow(slow, channel, Channels.ALL, 60);
    String last = channels.post(slow, channel, "c", "n3").path("id");
    channels
        .as(other)
        .body(Map.of("message_id", last))
        .post("/api/channels/{id}/ack", channel)
        .then()
        .statusCode(204);
    mute("channels", Map.of("channel_id", Long.toString(channel), "muted", true));
    assertEquals(1, rows("read_states"));
    assertEquals(1, count("notification_settings", "guild_id", channel + 1));

    tell(
        GuildEvent.newBuilder().setChannelDelete(Channel.newBuilder().setId(channel)),
        Instant.ofEpochMilli(System.currentTimeMillis()));

    for (var table :
        List.of(
            "messages",
            "nonces",
            "slow_posts",
            "read_states",
            "channel_heads",
            "deletions",
            "search_marks")) {
      Awaitility.await().atMost(PATIENCE).until(() -> rows(table) == 0);
    }
    assertEquals(0, count("notification_settings", "guild_id", channel + 1));
    history().body("", empty());
  }

  private void mute(String kind, Map<String, Object> one) {
    channels
        .as(other)
        .body(Map.of(kind, List.of(one)))
        .patch("/api/users/@me/notification-settings")
        .then()
        .statusCode(200);
  }

  @Test
  void aDeletedServersChannelsLeaveNothing() {
    for (int i = 0; i < 50; i++) {
      channels.post(author, channel, "a", "n" + i).then().statusCode(201);
    }
    mute("guilds", Map.of("guild_id", Long.toString(channel + 1), "level", "mentions"));
    Awaitility.await().atMost(PATIENCE).until(() -> ofGuild("search_parts") > 0);
    String edited = channels.post(author, channel, "z", "n").path("id");
    channels
        .as(author)
        .body(Map.of("content", "y"))
        .patch("/api/channels/{c}/messages/{m}", channel, edited)
        .then()
        .statusCode(200);
    long at = System.currentTimeMillis();
    tell(
        GuildEvent.newBuilder().setGuildDelete(GuildDelete.newBuilder().setId(channel + 1)),
        Instant.ofEpochMilli(at));
    Awaitility.await().atMost(PATIENCE).until(() -> rows("channel_heads") == 0);
    assertEquals(0, rows("messages"));
    assertEquals(0, rows("nonces"));
    assertEquals(0, count("notification_settings", "guild_id", channel + 1));
    assertEquals(0, rows("search_marks"));
    assertEquals(0, rows("search_changes"));
    for (var table : List.of("search_parts", "search_segments", "search_scopes")) {
      Awaitility.await().atMost(PATIENCE).until(() -> ofGuild(table) == 0);
    }
  }
}
