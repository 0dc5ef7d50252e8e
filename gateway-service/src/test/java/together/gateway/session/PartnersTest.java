package together.gateway.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import together.gateway.audience.Guilds;
import together.gateway.log.LogEntry;
import together.gateway.typing.Typing;
import together.proto.PrivateChannel;
import together.proto.User;

/** Who shares a dm or group dm: they see each other come and go, type, and change their names. */
class PartnersTest {
  private static final long GROUP = 500;
  private static final long ANN = 3;
  private static final long BEN = 4;
  private static final long CID = 5;
  private static final long DAN = 6;

  private final TestNode node = new TestNode();

  private PrivateChannel group(long revision, long... users) {
    var group = PrivateChannel.newBuilder().setId(GROUP).setType(3).setRevision(revision);
    for (long user : users) {
      group.addRecipients(User.newBuilder().setId(user).setUsername("user " + user));
    }
    var channel = group.build();
    node.services.privateChannels.put(GROUP, channel);
    return channel;
  }

  private LogEntry renamed(long user) {
    return node.renamed(user, "new name");
  }

  private static List<String> presences(TestClient client) {
    return client.take().stream()
        .filter(frame -> frame.path("t").asText().equals("PRESENCE_UPDATE"))
        .map(frame -> frame.path("d"))
        .map(d ->
            d.path("user").path("id").asText()
                + " "
                + d.path("status").asText()
                + (d.path("guild_id").isNull() ? "" : " in a guild"))
        .toList();
  }

  private static List<String> types(TestClient client) {
    return client.take().stream().map(frame -> frame.path("t").asText()).toList();
  }

  private static JsonNode only(TestClient client, String type) {
    var frames =
        client.take().stream().filter(frame -> frame.path("t").asText().equals(type)).toList();
    assertEquals(1, frames.size());
    return frames.getFirst().path("d");
  }

  private void online(long user) {
    node.presence.online("node-a", user);
    node.tellPresence();
  }

  private void offline(long user) {
    node.presence.put("node-a", user, null);
    node.tellPresence();
  }

  @Test
  void comingAndGoingIsToldToPartnersAlone() {
    group(1, ANN, BEN);
    var ann = node.connect().ready(ANN);
    var cid = node.connect().ready(CID);
    ann.take();
    online(BEN);
    assertEquals(List.of("4 online"), presences(ann));
    offline(BEN);
    assertEquals(List.of("4 offline"), presences(ann));
    assertEquals(List.of(), presences(cid));
  }

  @Test
  void whatChangesWhileAClientLoadsFollows() {
    group(1, ANN, BEN, CID);
    online(BEN);
    var ann = node.connect().identify(ANN);
    node.post(Guilds.OPEN);
    node.loader.answer();
    online(CID);
    offline(BEN);
    node.answerAll();
    node.tellPresence();
    assertEquals(
        List.of("4 offline", "5 online"),
        presences(ann).stream().filter(one -> !one.startsWith("3 ")).sorted().distinct().toList());
  }

  @Test
  void whoComesIntoAChannelAndWhoIsInItAlreadySeeEachOther() {
    group(1, ANN, BEN);
    online(ANN);
    online(BEN);
    online(CID);
    var ann = node.connect().ready(ANN);
    var cid = node.connect().ready(CID);
    ann.take();
    cid.take();
    node.arrive(node.privateChange(group(2, ANN, BEN, CID)));
    assertEquals(List.of("5 online"), presences(ann));
    assertEquals(List.of("3 online", "4 online"), presences(cid).stream().sorted().toList());
    offline(BEN);
    assertTrue(presences(ann).contains("4 offline"));
    assertTrue(presences(cid).contains("4 offline"));
  }

  @Test
  void whoHasLeftIsToldNothingMoreAndNobodyOfThem() {
    group(1, ANN, BEN, CID);
    var ann = node.connect().ready(ANN);
    var ben = node.connect().ready(BEN);
    node.arrive(node.privateChange(group(2, ANN, CID), BEN));
    ann.take();
    ben.take();
    online(CID);
    online(BEN);
    assertEquals(List.of("5 online"), presences(ann));
    assertEquals(List.of(), presences(ben));
  }

  @Test
  void somebodyInSeveralChannelsIsToldOnce() {
    group(1, ANN, BEN);
    var dm =
        PrivateChannel.newBuilder()
            .setId(GROUP + 1)
            .setType(1)
            .setRevision(1)
            .addRecipients(User.newBuilder().setId(ANN))
            .addRecipients(User.newBuilder().setId(BEN))
            .build();
    node.services.privateChannels.put(GROUP + 1, dm);
    var ann = node.connect().ready(ANN);
    ann.take();
    online(BEN);
    assertEquals(List.of("4 online"), presences(ann));
  }

  @Test
  void typingIsToldTheOtherRecipientsAtTheirRevision() {
    group(1, ANN, BEN);
    var ann = node.connect().ready(ANN);
    var ben = node.connect().ready(BEN);
    var cid = node.connect().ready(CID);
    var frame = "{\"op\":\"DISPATCH\",\"t\":\"TYPING_START\",\"d\":{}}".getBytes(UTF_8);
    List.of(ann, ben, cid).forEach(TestClient::take);
    assertTrue(node.shard().hasPrivateChannel(GROUP));
    node.shard().showPrivately(new Typing(0, GROUP, ANN, 1, frame));
    node.run();
    assertEquals(List.of(), types(ann));
    assertEquals(List.of("TYPING_START"), types(ben));
    assertEquals(List.of(), types(cid));
    node.shard().showPrivately(new Typing(0, GROUP, ANN, 2, frame));
    node.run();
    assertEquals(List.of(), types(ben));
  }

  @Test
  void aNewNameReachesPartnersAndNobodyElse() {
    group(1, ANN, BEN);
    var ann = node.connect().ready(ANN);
    var dan = node.connect().ready(DAN);
    List.of(ann, dan).forEach(TestClient::take);
    node.arrive(renamed(BEN));
    assertEquals("new name", only(ann, "USER_UPDATE").path("username").asText());
    assertEquals(List.of(), types(dan));
  }

  @Test
  void aNewNameIsReplayedToPartnersWhoResume() {
    group(1, ANN, BEN);
    node.member(ANN);
    var first = node.connect().ready(ANN);
    node.post(Guilds.OPEN);
    var cursor = first.cursor();
    first.disconnect();
    node.arrive(renamed(BEN), renamed(DAN));
    var again = node.connect();
    again.resume(ANN, cursor);
    node.answerAll();
    assertEquals(List.of("USER_UPDATE", "RESUMED"), types(again));
  }
}
