package together.gateway.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static together.gateway.audience.Guilds.GUILD;
import static together.gateway.audience.Guilds.OPEN;
import static together.gateway.audience.Guilds.SECRET;
import static together.gateway.audience.Guilds.STAFF;
import static together.gateway.session.TestNode.REVISION;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import together.gateway.audience.Guilds;
import together.gateway.presence.Choice;
import together.gateway.presence.Status;
import together.gateway.typing.Typing;

/** SUBSCRIBE, REQUEST_MEMBERS, and what they bring. */
class LookTest {
  private static final long ADA = 3;
  private static final long BEN = 4;
  private static final long CY = 5;
  private static final String ELSEWHERE = "node-a";

  private final TestNode node = new TestNode();
  private long now = System.nanoTime();

  private static String subscribe(String ranges, String channels) {
    return ("{\"op\":\"SUBSCRIBE\",\"d\":{\"guild_id\":\"10\",\"member_ranges\":%s,"
            + "\"typing_channels\":%s}}")
        .formatted(ranges, channels);
  }

  private TestClient ready(long user) {
    var client = node.connect().ready(user);
    client.take();
    return client;
  }

  private void type(long user, long channel, long revision) {
    var frame = "{\"op\":\"DISPATCH\",\"t\":\"TYPING_START\",\"id\":null,\"d\":{}}";
    node.subscriptions.deliver(
        List.of(new Typing(GUILD, channel, user, revision, frame.getBytes(UTF_8))));
    node.run();
  }

  private List<JsonNode> lists(TestClient client) {
    now += 3_000_000_000L;
    node.lists.turn(now);
    node.run();
    return client.take().stream()
        .filter(frame -> frame.path("t").asText().equals("GUILD_MEMBER_LIST_UPDATE"))
        .map(frame -> frame.path("d"))
        .toList();
  }

  private static List<String> items(JsonNode op) {
    return StreamSupport.stream(op.path("items").spliterator(), false).map(LookTest::text).toList();
  }

  private static String text(JsonNode item) {
    return item.has("group")
        ? item.path("group").path("id").asText() + "=" + item.path("group").path("count").asText()
        : item.path("member").path("user").path("id").asText()
            + " "
            + item.path("member").path("presence").path("status").asText();
  }

  @Test
  void whoTypesIsToldToThoseWhoLookAndMaySee() {
    node.member(ADA);
    node.member(BEN, STAFF);
    node.member(CY);
    var ada = ready(ADA);
    var ben = ready(BEN);
    var cy = ready(CY);
    ada.send(subscribe("[]", "[\"100\",\"101\"]"));
    ben.send(subscribe("[]", "[\"100\",\"101\"]"));
    assertTrue(node.subscriptions.isTypingShown(OPEN));
    type(CY, OPEN, REVISION);
    assertEquals(List.of("TYPING_START"), ada.types());
    assertEquals(List.of("TYPING_START"), ben.types());
    type(CY, SECRET, REVISION);
    assertEquals(List.of(), ada.types());
    assertEquals(List.of("TYPING_START"), ben.types());
    type(BEN, OPEN, REVISION);
    assertEquals(List.of(), ben.types(), "of oneself");
    assertEquals(List.of("TYPING_START"), ada.types());
    assertEquals(List.of(), cy.types(), "did not subscribe");
  }

  @Test
  void typingAllowedAtALaterRevisionIsLeftOutUntilTheViewIsThere() {
    node.member(ADA);
    var ada = ready(ADA);
    ada.send(subscribe("[]", "[\"100\"]"));
    type(BEN, OPEN, REVISION + 1);
    assertEquals(List.of(), ada.types());
    node.arrive(node.guildEvent(Guilds.memberAdd(REVISION + 1, 50)));
    ada.take();
    type(BEN, OPEN, REVISION + 1);
    assertEquals(List.of("TYPING_START"), ada.types());
  }

  @Test
  void aSubscriptionReplacesTheOneBeforeAndEndsWithTheSocket() {
    node.member(ADA);
    var ada = ready(ADA);
    ada.send(subscribe("[[0,99]]", "[\"100\"]"));
    assertEquals(1, node.lists.size());
    ada.send(subscribe("[]", "[\"101\"]"));
    assertTrue(!node.subscriptions.isTypingShown(OPEN));
    assertEquals(0, node.lists.size());
    ada.send(subscribe("[[0,99]]", "[\"101\"]"));
    ada.disconnect();
    assertTrue(!node.subscriptions.isTypingShown(SECRET));
    assertEquals(0, node.lists.size());
  }

  @Test
  void aMemberListComesWholeThenAsWhatChanges() {
    node.member(ADA);
    node.member(BEN);
    var ada = ready(ADA);
    ada.send(subscribe("[[0,99]]", "[]"));
    var first = lists(ada).getFirst();
    assertEquals(2, first.path("member_count").asInt());
    assertEquals(0, first.path("online_count").asInt());
    assertEquals("SYNC", first.path("ops").path(0).path("op").asText());
    assertEquals(List.of("offline=2", "3 offline", "4 offline"), items(first.path("ops").path(0)));
    assertEquals(List.of(), lists(ada), "nothing has changed");
    node.presence.online(ELSEWHERE, BEN);
    var second = lists(ada).getFirst();
    assertEquals(1, second.path("online_count").asInt());
    assertEquals(
        List.of("online=1", "4 online", "offline=1", "3 offline"),
        items(second.path("ops").path(0)));
    node.presence.put(ELSEWHERE, BEN, new Choice(Status.DND, false, 1));
    var third = lists(ada).getFirst().path("ops");
    assertEquals(1, third.size());
    assertEquals("UPDATE", third.path(0).path("op").asText());
    assertEquals(1, third.path(0).path("index").asInt());
    assertEquals("4 dnd", text(third.path(0).path("item")));
  }

  @Test
  void aMemberListFollowsTheGuildLog() {
    node.member(ADA);
    node.member(BEN);
    var ada = ready(ADA);
    ada.send(subscribe("[[0,99]]", "[]"));
    lists(ada);
    node.services.guilds.remove(BEN);
    node.rosters.accept(Guilds.memberRemove(REVISION + 1, BEN));
    assertEquals(
        List.of("offline=1", "3 offline"), items(lists(ada).getFirst().path("ops").path(0)));
  }

  @Test
  void aListThatDoesNotFitIsSaidToBeInvalid() {
    for (long user = 1_000; user <= 11_000; user++) {
      node.member(user);
    }
    var one = ready(1_000);
    one.send(subscribe("[[0,99]]", "[]"));
    var op = lists(one).getFirst().path("ops").path(0);
    assertEquals("INVALIDATE", op.path("op").asText());
  }

  @Test
  void askingForTooMuchClosesTheSocket() {
    node.member(ADA);
    for (var ranges :
        List.of(
            "[[0,100]]",
            "[[5,4]]",
            "[[-1,4]]",
            "[[0]]",
            "[[0,1],[2,3],[4,5],[6,7],[8,9],[10,11]]")) {
      var client = ready(ADA);
      client.send(subscribe(ranges, "[]"));
      assertEquals(4002, client.closeCode(), ranges);
    }
  }

  @Test
  void aGuildOneIsNotInShowsNothing() {
    node.member(ADA);
    var stranger = ready(BEN);
    stranger.send(subscribe("[[0,99]]", "[\"100\"]"));
    assertEquals(0, node.lists.size());
    stranger.send(
        "{\"op\":\"REQUEST_MEMBERS\",\"d\":{\"guild_id\":\"10\",\"user_ids\":[\"3\"],\"nonce\":\"n\"}}");
    var chunk = stranger.take().getFirst().path("d");
    assertEquals(0, chunk.path("members").size());
    assertEquals("[\"3\"]", chunk.path("not_found").toString());
  }

  @Test
  void membersAreFoundByIdAndByName() {
    node.member(ADA);
    node.member(BEN);
    var ada = ready(ADA);
    node.presence.online(ELSEWHERE, BEN);
    ada.send(
        "{\"op\":\"REQUEST_MEMBERS\",\"d\":{\"guild_id\":\"10\",\"user_ids\":[\"4\",\"77\"],"
            + "\"presences\":true,\"nonce\":\"n\"}}");
    node.run();
    var byId = ada.take().getFirst().path("d");
    assertEquals("4", byId.path("members").path(0).path("user").path("id").asText());
    assertEquals("[\"77\"]", byId.path("not_found").toString());
    assertEquals("online", byId.path("presences").path(0).path("status").asText());
    assertEquals("n", byId.path("nonce").asText());
    ada.send(
        "{\"op\":\"REQUEST_MEMBERS\",\"d\":{\"guild_id\":\"10\",\"query\":\"USER\",\"limit\":1}}");
    node.run();
    var byName = ada.take().getFirst().path("d");
    assertEquals(1, byName.path("members").size());
    assertEquals("3", byName.path("members").path(0).path("user").path("id").asText());
    assertEquals(0, byName.path("chunk_index").asInt());
    assertEquals(1, byName.path("chunk_count").asInt());
  }

  @Test
  void allMembersComeInChunksAsTheSocketTakesThem() {
    // Smaller than a chunk.
    var settings = new TestSettings(30_000, Duration.ofSeconds(10), 20_000);
    var node = new TestNode(settings, 1 << 20, EventLoopShard::new);
    node.member(ADA);
    IntStream.range(0, 2_500).forEach(i -> node.member(1_000 + i));
    var ada = node.connect().ready(ADA);
    ada.take();
    ada.channel().stop();
    ada.send("{\"op\":\"REQUEST_MEMBERS\",\"d\":{\"guild_id\":\"10\",\"query\":\"\",\"limit\":0}}");
    ada.send(
        "{\"op\":\"REQUEST_MEMBERS\",\"d\":{\"guild_id\":\"10\",\"user_ids\":[\"3\"],\"nonce\":\"n\"}}");
    node.run();
    assertEquals(1, node.services.memberReads.get());
    ada.channel().goOn();
    node.run();
    var chunks =
        ada.take().stream()
            .filter(frame -> "GUILD_MEMBERS_CHUNK".equals(frame.path("t").textValue()))
            .map(frame -> frame.path("d"))
            .toList();
    assertEquals(4, chunks.size());
    var ids = new HashSet<String>();
    for (int i = 0; i < 3; i++) {
      assertEquals(i, chunks.get(i).path("chunk_index").asInt());
      assertEquals(3, chunks.get(i).path("chunk_count").asInt());
      chunks.get(i).path("members").forEach(m -> ids.add(m.path("user").path("id").asText()));
    }
    assertEquals(2_501, ids.size());
    assertEquals("n", chunks.get(3).path("nonce").asText());
  }
}
