package together.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import together.gateway.log.LogEntry;
import together.gateway.log.Records;
import together.proto.Relationship;
import together.proto.RelationshipRemove;
import together.proto.User;
import together.proto.UserEvent;

/** Friends, who share nothing else: each is told of their own side, and of the other's presence. */
class FriendsTest {
  private static final long ANN = 3;
  private static final long BEN = 4;
  private static final long CID = 5;

  private final TestNode node = new TestNode();
  private long offset;

  private static Relationship relationship(long other, String type) {
    return Relationship.newBuilder()
        .setId(other)
        .setType(type)
        .setUser(User.newBuilder().setId(other).setUsername("user " + other))
        .build();
  }

  private LogEntry event(long user, long seq, UserEvent.Builder event) {
    return Records.user(0, offset++, event.setUserId(user).setSeq(seq).build());
  }

  private LogEntry added(long user, long seq, long other, String type) {
    return event(user, seq, UserEvent.newBuilder().setRelationshipAdd(relationship(other, type)));
  }

  private LogEntry updated(long user, long seq, long other, String type) {
    return event(
        user, seq, UserEvent.newBuilder().setRelationshipUpdate(relationship(other, type)));
  }

  private LogEntry removed(long user, long seq, long other) {
    return event(
        user,
        seq,
        UserEvent.newBuilder().setRelationshipRemove(RelationshipRemove.newBuilder().setId(other)));
  }

  private LogEntry renamed(long user, long seq) {
    return event(
        user,
        seq,
        UserEvent.newBuilder().setUserUpdate(User.newBuilder().setId(user).setUsername("new")));
  }

  private static List<String> told(TestClient client) {
    return client.take().stream().map(FriendsTest::told).toList();
  }

  private static String told(JsonNode frame) {
    var d = frame.path("d");
    return switch (frame.path("t").asText()) {
      case "PRESENCE_UPDATE" ->
          d.path("user").path("id").asText() + " is " + d.path("status").asText();
      case "RELATIONSHIP_ADD", "RELATIONSHIP_UPDATE" ->
          d.path("id").asText() + " " + d.path("type").asText();
      case "RELATIONSHIP_REMOVE" -> d.path("id").asText() + " nothing";
      case String other -> other;
    };
  }

  private void online(long user) {
    node.presence.online("node-a", user);
    node.tellPresence();
  }

  /** Live, and told nothing since READY. */
  private TestClient ready(long user) {
    var client = node.connect().ready(user);
    client.take();
    return client;
  }

  private TestClient friendOfBen() {
    node.services.relationships.put(ANN, List.of(relationship(BEN, "friend")));
    return ready(ANN);
  }

  @Test
  void friendsSeeEachOtherComeAndStrangersDoNot() {
    var ann = friendOfBen();
    var cid = ready(CID);
    online(BEN);
    assertEquals(List.of("4 is online"), told(ann));
    assertEquals(List.of(), told(cid));
  }

  @Test
  void whoBecomesAFriendIsSeenFromThenOn() {
    var ann = ready(ANN);
    online(BEN);
    node.arrive(added(ANN, 2, BEN, "incoming"));
    assertEquals(List.of("4 incoming"), told(ann));
    node.arrive(updated(ANN, 3, BEN, "friend"));
    assertEquals(List.of("4 friend", "4 is online"), told(ann));
    node.arrive(node.renamed(BEN, "new"));
    assertEquals(List.of("USER_UPDATE"), told(ann));
  }

  @Test
  void whoIsAFriendNoMoreIsSeenNoMore() {
    var ann = friendOfBen();
    node.arrive(removed(ANN, 2, BEN));
    assertEquals(List.of("4 nothing"), told(ann));
    online(BEN);
    node.arrive(node.renamed(BEN, "new"));
    assertEquals(List.of(), told(ann));
  }

  @Test
  void aBlockEndsIt() {
    var ann = friendOfBen();
    node.arrive(updated(ANN, 2, BEN, "block"));
    assertEquals(List.of("4 block"), told(ann));
    online(BEN);
    assertEquals(List.of(), told(ann));
  }

  @Test
  void nobodyIsToldOfAnothersSide() {
    friendOfBen();
    var ben = ready(BEN);
    node.arrive(updated(ANN, 2, BEN, "block"));
    assertEquals(List.of(), told(ben));
  }

  @Test
  void whatReadyContainsIsNotToldAgain() {
    node.services.ownRevision = 5;
    var ann = friendOfBen();
    node.arrive(added(ANN, 5, BEN, "friend"));
    assertEquals(List.of(), told(ann));
    node.arrive(removed(ANN, 6, BEN));
    assertEquals(List.of("4 nothing"), told(ann));
  }

  @Test
  void whoResumesIsToldWhatWasMissed() {
    var ann = ready(ANN);
    node.arrive(renamed(ANN, 2));
    var cursor = ann.cursor();
    ann.disconnect();
    node.arrive(added(ANN, 3, BEN, "outgoing"));
    node.arrive(updated(ANN, 4, BEN, "friend"));
    node.services.relationships.put(ANN, List.of(relationship(BEN, "friend")));
    online(BEN);
    var again = node.connect();
    again.resume(ANN, cursor);
    node.answerAll();
    assertEquals(List.of("4 outgoing", "4 friend", "4 is online", "RESUMED"), told(again));
    node.arrive(node.renamed(BEN, "new"));
    assertEquals(List.of("USER_UPDATE"), told(again));
  }

  @Test
  void aClosedSocketIsForgotten() {
    var ann = friendOfBen();
    ann.disconnect();
    node.run();
    assertFalse(node.isPartner(BEN));
  }
}
