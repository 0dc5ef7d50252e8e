package together.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import together.gateway.audience.Guilds;
import together.proto.Guild;
import together.proto.Member;
import together.proto.PrivateChannel;
import together.proto.User;

/** Who is told of another's new name: whoever shares something, once. */
class ProfilesTest {
  private static final long ANN = 3;
  private static final long BEN = 4;
  private static final long CID = 5;
  private static final long SECOND = Guilds.GUILD + 1;
  private static final long ELSEWHERE = Guilds.GUILD + 2;

  private final TestNode node = new TestNode();

  private static Guild second() {
    return Guild.newBuilder()
        .setId(SECOND)
        .setName("second")
        .setOwnerId(99)
        .setRevision(1)
        .setMember(Member.getDefaultInstance())
        .build();
  }

  /** Ann and Ben share two servers and a dm, Cid has one of his own. */
  private void meet() {
    var first = Guilds.guild(TestNode.REVISION).toBuilder();
    for (long user : List.of(ANN, BEN)) {
      node.services.guilds.put(
          user, List.of(first.setMember(Member.getDefaultInstance()).build(), second()));
    }
    var dm =
        PrivateChannel.newBuilder()
            .setId(500)
            .setType(1)
            .setRevision(1)
            .addRecipients(User.newBuilder().setId(ANN))
            .addRecipients(User.newBuilder().setId(BEN))
            .build();
    node.services.privateChannels.put(500L, dm);
    node.services.guilds.put(CID, List.of(second().toBuilder().setId(ELSEWHERE).build()));
  }

  private TestClient ready(long user) {
    var client = node.connect().ready(user);
    client.take();
    return client;
  }

  private static List<String> updates(TestClient client) {
    return client.take().stream()
        .filter(frame -> frame.path("t").asText().equals("USER_UPDATE"))
        .map(frame -> frame.path("d"))
        .map(d -> d.path("id").asText() + " " + d.path("username").asText())
        .toList();
  }

  @Test
  void whoSharesTwoServersAndADmIsToldOnceAndNobodyElse() {
    meet();
    var phone = ready(ANN);
    var laptop = ready(ANN);
    var ben = ready(BEN);
    var cid = ready(CID);
    node.arrive(node.renamed(BEN, "benny", Guilds.GUILD, SECOND, 77L));
    assertEquals(List.of("4 benny"), updates(phone));
    assertEquals(List.of("4 benny"), updates(laptop));
    assertEquals(List.of(), updates(ben), "told by the user log");
    assertEquals(List.of(), updates(cid));
  }

  @Test
  void theFrameIsTheUserAndNothingOfWhereItIsToldAndHasAPosition() {
    meet();
    var ann = ready(ANN);
    node.arrive(node.renamed(BEN, "benny", Guilds.GUILD));
    JsonNode frame = ann.take().getFirst();
    assertEquals("USER_UPDATE", frame.path("t").asText());
    assertEquals("g0-0", frame.path("id").asText());
    assertEquals(
        List.of("id", "username", "global_name", "avatar", "bot"),
        frame.path("d").properties().stream().map(java.util.Map.Entry::getKey).toList());
  }

  @Test
  void whoResumesLearnsWhatWasMissedOnce() {
    meet();
    var first = ready(ANN);
    node.post(Guilds.OPEN);
    var cursor = first.cursor();
    first.disconnect();
    node.arrive(
        node.renamed(BEN, "benny", Guilds.GUILD, SECOND), node.renamed(CID, "sid", ELSEWHERE));
    var again = node.connect();
    again.resume(ANN, cursor);
    node.answerAll();
    assertEquals(List.of("4 benny"), updates(again));
    node.arrive(node.renamed(BEN, "ben", Guilds.GUILD, SECOND));
    assertEquals(List.of("4 ben"), updates(again));
  }

  @Test
  void whatHappensWhileReadyLoadsFollows() {
    meet();
    var ann = node.connect().identify(ANN);
    node.arrive(node.renamed(BEN, "benny", SECOND));
    node.answerAll();
    assertEquals(List.of("4 benny"), updates(ann));
  }
}
