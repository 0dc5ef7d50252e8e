package together.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static together.gateway.session.TestNode.REVISION;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import together.gateway.audience.Guilds;
import together.gateway.presence.Choice;
import together.gateway.presence.Status;

/** Presence as clients see it. */
class PresenceTest {
  private static final long ADA = 3;
  private static final long BEN = 4;
  private static final long STRANGER = 50;
  private static final String ELSEWHERE = "node-a";

  private final TestNode node = new TestNode();

  private static String update(String status) {
    return "{\"op\":\"PRESENCE_UPDATE\",\"d\":{\"status\":\"" + status + "\"}}";
  }

  private static String identify(long user, String status) {
    return "{\"op\":\"IDENTIFY\",\"d\":{\"token\":\"%d:%d\",\"presence\":{\"status\":\"%s\"}}}"
        .formatted(user, user + 1_000, status);
  }

  /** {@code user status} of each presence event since the last call. */
  private static List<String> presences(TestClient client) {
    return client.take().stream()
        .filter(frame -> frame.path("t").asText().equals("PRESENCE_UPDATE"))
        .map(frame -> text(frame.path("d")))
        .toList();
  }

  private static String text(JsonNode presence) {
    return presence.path("user").path("id").asText() + " " + presence.path("status").asText();
  }

  private TestClient ready(long user) {
    var client = node.connect().ready(user);
    node.tellPresence();
    client.take();
    return client;
  }

  @Test
  void whoComesAndGoesIsToldToThoseWhoShareAGuild() {
    node.member(ADA);
    node.member(BEN);
    var ada = ready(ADA);
    node.presence.online(ELSEWHERE, BEN, STRANGER);
    node.tellPresence();
    var frames = ada.take();
    assertEquals(1, frames.size());
    var event = frames.getFirst();
    assertTrue(event.path("id").isNull());
    assertEquals("4 online", text(event.path("d")));
    assertEquals(Long.toString(Guilds.GUILD), event.path("d").path("guild_id").asText());
    node.presence.put(ELSEWHERE, BEN, null);
    node.tellPresence();
    assertEquals(List.of("4 offline"), presences(ada));
  }

  @Test
  void aStatusChosenOnOneDeviceIsTheUsersStatus() {
    node.member(ADA);
    node.member(BEN);
    var ada = ready(ADA);
    var phone = node.connect();
    phone.send(identify(BEN, "idle"));
    node.answerAll();
    node.tellPresence();
    assertEquals(List.of("4 idle"), presences(ada));
    var laptop = node.connect().ready(BEN);
    laptop.send(update("dnd"));
    node.presence.online(ELSEWHERE, BEN);
    node.tellPresence();
    assertEquals(Status.IDLE, node.presence.presences.shown(BEN), "one change in two seconds");
  }

  @Test
  void anInvisibleUserIsNowhereToBeSeen() {
    node.member(ADA);
    node.member(BEN);
    var ada = ready(ADA);
    var ben = node.connect();
    ben.send(identify(BEN, "invisible"));
    node.answerAll();
    node.tellPresence();
    assertEquals(List.of(), presences(ada));
    assertTrue(node.presence.presences.isInvisible(BEN));
    var again = node.connect();
    again.resume(ADA, ada.cursor());
    node.answerAll();
    assertEquals(List.of("3 online"), resumed(again));
  }

  private static List<String> resumed(TestClient client) {
    var frame =
        client.take().stream()
            .filter(one -> one.path("t").asText().equals("RESUMED"))
            .findFirst()
            .orElseThrow();
    return StreamSupport.stream(frame.path("d").path("presences").spliterator(), false)
        .map(PresenceTest::text)
        .toList();
  }

  @Test
  void resumedTellsWhoIsOnlineNowAndNothingOfBefore() {
    node.member(ADA);
    node.member(BEN);
    var ada = ready(ADA);
    var cursor = ada.cursor();
    ada.disconnect();
    node.presence.online(ELSEWHERE, BEN);
    node.tellPresence();
    var again = node.connect();
    again.resume(ADA, cursor);
    node.answerAll();
    assertEquals(List.of("3 online", "4 online"), resumed(again));
  }

  @Test
  void whatChangesWhileReadyLoadsComesBehindIt() {
    node.member(ADA);
    node.member(BEN);
    var ada = node.connect().identify(ADA);
    node.loader.answer();
    node.presence.online(ELSEWHERE, BEN);
    node.tellPresence();
    node.answerAll();
    assertEquals("READY", ada.types().getFirst());
    node.presence.put(ELSEWHERE, BEN, new Choice(Status.DND, false, 1));
    // Loading again: the view is behind what guild-service says.
    ada.session().refresh(Guilds.GUILD);
    node.tellPresence();
    assertEquals(List.of(), presences(ada));
    node.answerAll();
    assertEquals(
        List.of("4 dnd"),
        presences(ada).stream().filter(one -> !one.startsWith(ADA + " ")).toList());
  }

  @Test
  void aGuildJustJoinedBringsWhoIsOnlineThere() {
    node.member(BEN);
    var ada = ready(ADA);
    node.presence.online(ELSEWHERE, BEN);
    node.tellPresence();
    assertEquals(List.of(), presences(ada));
    node.member(ADA);
    node.arrive(node.guildEvent(Guilds.memberAdd(REVISION, ADA)));
    node.answerAll();
    assertEquals(List.of("3 online", "4 online"), presences(ada).stream().distinct().toList());
  }

  @Test
  void aLargeGuildTellsNothingUnasked() {
    for (long user = 1_000; user < 1_251; user++) {
      node.member(user);
    }
    node.member(ADA);
    var ada = ready(ADA);
    node.presence.online(ELSEWHERE, 1_000, 1_001);
    assertEquals(0, node.tellPresence());
    assertEquals(List.of(), presences(ada));
  }

  @Test
  void aStatusThatIsNoneClosesTheSocket() {
    node.member(ADA);
    var ada = ready(ADA);
    ada.send(update("offline"));
    assertEquals(4002, ada.closeCode());
    var early = node.connect();
    early.send(update("dnd"));
    assertEquals(4003, early.closeCode());
  }

  @Test
  void manyPresencesLetOtherWorkOfTheLoopPass() {
    for (long user = 1_000; user < 1_200; user++) {
      node.member(user);
    }
    node.member(ADA);
    var ada = ready(ADA);
    for (long user = 1_000; user < 1_200; user++) {
      node.presence.online(ELSEWHERE, user);
      node.presence.put(ELSEWHERE, user, null);
      node.presence.online(ELSEWHERE, user);
    }
    assertEquals(200, node.tellPresence());
    assertEquals(200, presences(ada).size());
  }
}
