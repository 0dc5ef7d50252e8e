package together.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.gateway.audience.Guilds;
import together.gateway.log.LogEntry;
import together.gateway.log.Records;
import together.proto.CustomStatus;
import together.proto.UserEvent;
import together.proto.UserSettings;

/** What a user has set for all its sessions, as others see it. */
class OwnStatusTest {
  private static final long ADA = 3;
  private static final long BEN = 4;

  private final TestNode node = new TestNode();
  private long offset;

  @BeforeEach
  void shareAServer() {
    node.member(ADA);
    node.member(BEN);
  }

  private static UserSettings settings(String status, long chosenMillis) {
    return UserSettings.newBuilder()
        .setStatus(status)
        .setStatusChosenMillis(chosenMillis)
        .setDirectMessagesFrom("everyone")
        .build();
  }

  private static UserSettings saying(String status, String text) {
    return settings(status, 1).toBuilder()
        .setCustomStatus(CustomStatus.newBuilder().setText(text).setEmoji("wave:12"))
        .build();
  }

  private LogEntry set(long user, long seq, UserSettings settings) {
    return Records.user(
        0,
        offset++,
        UserEvent.newBuilder().setUserId(user).setSeq(seq).setUserSettingsUpdate(settings).build());
  }

  private TestClient ready(long user) {
    var client = node.connect().ready(user);
    node.tellPresence();
    client.take();
    return client;
  }

  private static List<JsonNode> presences(TestClient client, long user) {
    return client.take().stream()
        .filter(frame -> frame.path("t").asText().equals("PRESENCE_UPDATE"))
        .map(frame -> frame.path("d"))
        .filter(d -> d.path("user").path("id").asText().equals(Long.toString(user)))
        .toList();
  }

  @Test
  void whatWasSetIsShownFromTheFirstMomentAndWithWhatIsSaid() {
    node.services.userSettings.put(BEN, saying("dnd", "deep \"work\""));
    var ada = ready(ADA);
    var ben = node.connect().identify(BEN);
    node.tellPresence();
    assertEquals(List.of(), presences(ada, BEN), "not known yet what is set");
    node.answerAll();
    node.tellPresence();
    var seen = presences(ada, BEN);
    assertEquals(1, seen.size());
    assertEquals("dnd", seen.getFirst().path("status").asText());
    var custom = seen.getFirst().path("custom_status");
    assertEquals("deep \"work\"", custom.path("text").asText());
    assertEquals("wave:12", custom.path("emoji").asText());
    assertTrue(custom.path("expires_at").isNull());
    ben.disconnect();
  }

  @Test
  void aPresenceWithoutCustomStatusSaysNothingOfIt() {
    var ada = ready(ADA);
    ready(BEN);
    assertFalse(presences(ada, BEN).getFirst().has("custom_status"));
  }

  @Test
  void whoeverHasSetInvisibleIsNotSeenComingNorGoingNorSayingAnything() {
    node.services.userSettings.put(BEN, saying("invisible", "hush"));
    var ada = ready(ADA);
    var ben = ready(BEN);
    assertEquals(List.of(), presences(ada, BEN));
    assertTrue(node.presence.presences.isInvisible(BEN));
    var again = node.connect();
    again.resume(ADA, ada.cursor());
    node.answerAll();
    assertFalse(again.take().toString().contains("hush"));
    node.arrive(set(BEN, 2, saying("invisible", "hush hush")));
    node.tellPresence();
    assertEquals(List.of(), presences(ada, BEN));
    ben.disconnect();
    node.tellPresence();
    assertEquals(List.of(), presences(ada, BEN));
  }

  @Test
  void ownSessionsAreToldOfTheSettingsAndNobodyElse() {
    var ada = ready(ADA);
    var ben = ready(BEN);
    ada.take();
    ben.take();
    node.arrive(set(BEN, 2, saying("idle", "away")));
    var told = ben.take().getFirst();
    assertEquals("USER_SETTINGS_UPDATE", told.path("t").asText());
    assertEquals("idle", told.path("d").path("status").asText());
    assertEquals("away", told.path("d").path("custom_status").path("text").asText());
    assertEquals("everyone", told.path("d").path("direct_messages_from").asText());
    assertFalse(told.path("d").has("status_chosen_millis"));
    assertEquals(List.of(), ada.take());
  }

  @Test
  void theMemberListSaysItToo() {
    node.services.userSettings.put(BEN, saying("online", "here"));
    var ada = ready(ADA);
    ready(BEN);
    ada.take();
    ada.send(
        "{\"op\":\"SUBSCRIBE\",\"d\":{\"guild_id\":\"%d\",\"member_ranges\":[[0,99]]}}"
            .formatted(Guilds.GUILD));
    node.lists.turn(System.nanoTime());
    node.run();
    var list =
        ada.take().stream()
            .filter(frame -> frame.path("t").asText().equals("GUILD_MEMBER_LIST_UPDATE"))
            .findFirst()
            .orElseThrow();
    var says = list.findValuesAsText("text");
    assertEquals(List.of("here"), says);
  }
}
