package together.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import together.proto.PrivateChannel;
import together.proto.User;

/** Dms and group dms: who is told of them, and gets what is said there. */
class PrivateChannelsTest {
  private static final long GROUP = 500;
  private static final long ANN = 3;
  private static final long BEN = 4;
  private static final long CID = 5;

  private final TestNode node = new TestNode();

  private static PrivateChannel group(long revision, long... users) {
    var group = PrivateChannel.newBuilder().setId(GROUP).setType(3).setRevision(revision);
    for (long user : users) {
      group.addRecipients(User.newBuilder().setId(user).setUsername("user " + user));
    }
    return group.build();
  }

  /** What guild-service answers from now on. */
  private PrivateChannel exists(PrivateChannel channel) {
    node.services.privateChannels.put(channel.getId(), channel);
    return channel;
  }

  private static List<String> names(TestClient client) {
    return client.types().stream().map(type -> type.replaceFirst(" .*", "")).toList();
  }

  @Test
  void whatIsSaidGoesToItsRecipientsAlone() {
    exists(group(1, ANN, BEN));
    var ann = node.connect().ready(ANN);
    var ben = node.connect().ready(BEN);
    var cid = node.connect().ready(CID);
    node.arrive(node.privateMessage(GROUP, 1));
    assertEquals(List.of("MESSAGE_CREATE"), names(ann));
    assertEquals(List.of("MESSAGE_CREATE"), names(ben));
    assertEquals(List.of(), names(cid));
  }

  @Test
  void whoComesGetsTheChannelWhoIsThereItsChangeWhoGoesItsEnd() {
    exists(group(1, ANN, BEN));
    var ann = node.connect().ready(ANN);
    var ben = node.connect().ready(BEN);
    var cid = node.connect().ready(CID);
    node.arrive(node.privateChange(exists(group(2, ANN, CID)), BEN));
    assertEquals(List.of("CHANNEL_UPDATE"), names(ann));
    assertEquals(List.of("CHANNEL_DELETE"), names(ben));
    var created = cid.take();
    assertEquals("CHANNEL_CREATE", created.getFirst().path("t").textValue());
    assertEquals(2, created.getFirst().path("d").path("recipients").size());
    assertEquals("g0-0", created.getFirst().path("id").textValue());
    node.arrive(node.privateMessage(GROUP, 2));
    assertEquals(List.of("MESSAGE_CREATE"), names(cid));
    assertEquals(List.of(), names(ben));
  }

  @Test
  void aMessageWaitsForTheChangeItWasAllowedAfter() {
    exists(group(1, ANN, BEN));
    var ann = node.connect().ready(ANN);
    var ben = node.connect().ready(BEN);
    node.arrive(node.privateMessage(GROUP, 2));
    assertEquals(List.of(), names(ann));
    node.arrive(node.privateChange(exists(group(2, ANN)), BEN));
    assertEquals(List.of("CHANNEL_UPDATE", "MESSAGE_CREATE"), names(ann));
    assertEquals(List.of("CHANNEL_DELETE"), names(ben));
  }

  @Test
  void whatCameWhileReadyWasLoadedIsToldOnce() {
    exists(group(1, ANN, BEN));
    var ann = node.connect().identify(ANN);
    node.arrive(node.privateChange(exists(group(2, ANN, BEN, CID))));
    node.arrive(node.privateMessage(GROUP, 2));
    node.answerAll();
    assertEquals(List.of("READY", "MESSAGE_CREATE"), names(ann));
  }

  @Test
  void whoCatchesUpLoadsAChannelThatIsNewToIt() {
    var ann = node.connect().ready(ANN);
    var late = node.connect().identify(BEN);
    node.arrive(node.privateChange(group(1, ANN, BEN)));
    node.loader.answer();
    node.run();
    exists(group(1, ANN, BEN));
    node.answerAll();
    node.arrive(node.privateMessage(GROUP, 1));
    assertEquals(List.of("READY", "CHANNEL_CREATE", "MESSAGE_CREATE"), names(late));
    assertEquals(List.of("CHANNEL_CREATE", "MESSAGE_CREATE"), names(ann));
  }

  @Test
  void resumingBringsAChangedChannelWholeThenWhatWasSaid() {
    exists(group(1, ANN, BEN));
    var first = node.connect().ready(ANN);
    node.arrive(node.privateMessage(GROUP, 1));
    var cursor = first.cursor();
    first.disconnect();
    node.arrive(node.privateChange(exists(group(2, ANN, BEN, CID))));
    node.arrive(node.privateMessage(GROUP, 2));
    var again = node.connect();
    again.resume(ANN, cursor);
    node.answerAll();
    assertEquals(List.of("CHANNEL_CREATE", "MESSAGE_CREATE", "RESUMED"), names(again));
  }

  @Test
  void whoWasTakenOutMeanwhileIsToldTheEndAndNothingThatWasSaid() {
    exists(group(1, ANN, BEN));
    var first = node.connect().ready(ANN);
    node.arrive(node.privateMessage(GROUP, 1));
    var cursor = first.cursor();
    first.disconnect();
    node.arrive(node.privateMessage(GROUP, 1));
    node.arrive(node.privateChange(exists(group(2, BEN)), ANN));
    node.arrive(node.privateMessage(GROUP, 2));
    var again = node.connect();
    again.resume(ANN, cursor);
    node.answerAll();
    assertEquals(List.of("CHANNEL_DELETE", "RESUMED"), names(again));
    node.arrive(node.privateMessage(GROUP, 2));
    assertEquals(List.of(), names(again));
  }

  @Test
  void theFirstMessageToAUserOpensTheDm() {
    exists(group(1, ANN, BEN));
    var ann = node.connect().ready(ANN);
    ann.send(
        """
        {"op":"MESSAGE_SEND","d":{"recipient_id":"4","content":"hi","nonce":"n"}}\
        """);
    node.run();
    assertEquals(GROUP, node.services.sent.getFirst().getChannelId());
    ann.send(
        """
        {"op":"MESSAGE_SEND","d":{"recipient_id":"77","content":"hi","nonce":"m"}}\
        """);
    node.run();
    assertEquals(1, node.services.sent.size());
    var answers = ann.take();
    assertTrue(
        answers.getLast().path("d").path("problem").path("code").asText().equals("USER_NOT_FOUND"),
        answers::toString);
  }

  @Test
  void aMessageNeedsAChannelOrARecipientNotBoth() {
    for (var target : List.of("", "\"channel_id\":\"1\",\"recipient_id\":\"2\",")) {
      var client = node.connect().ready(ANN);
      client.send("{\"op\":\"MESSAGE_SEND\",\"d\":{" + target + "\"content\":\"hi\"}}");
      node.run();
      assertEquals(4002, client.closeCode());
    }
  }
}
