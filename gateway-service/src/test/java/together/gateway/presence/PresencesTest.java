package together.gateway.presence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static together.gateway.presence.FakePresence.OWN;
import static together.gateway.presence.FakePresence.SECOND;

import java.util.List;
import org.junit.jupiter.api.Test;

class PresencesTest {
  private static final String OTHER = "node-a";
  private static final String THIRD = "node-c";
  private static final long USER = 7;

  private final FakePresence fake = new FakePresence();
  private final Presences presences = fake.presences;

  private static final Choice INVISIBLE = new Choice(Status.INVISIBLE, false, 1);

  private void beat(String... incarnations) {
    for (var incarnation : incarnations) {
      presences.heard(incarnation, fake.now(), false);
    }
  }

  private long[] changed(long since) {
    return presences.changedSince(since).orElseThrow();
  }

  @Test
  void aUserOnSeveralNodesIsOnlineUntilTheLastGoes() {
    fake.online(OTHER, USER);
    fake.online(OWN, USER);
    fake.put(OTHER, USER, null);
    assertEquals(Status.ONLINE, presences.shown(USER));
    fake.put(OWN, USER, null);
    assertEquals(Status.OFFLINE, presences.shown(USER));
    assertEquals(0, presences.records());
    assertArrayEquals(new long[] {USER, USER}, changed(0));
  }

  @Test
  void anInvisibleUserIsOfflineToOthersAndItsComingIsNoChange() {
    fake.put(OTHER, USER, INVISIBLE);
    assertEquals(Status.OFFLINE, presences.shown(USER));
    assertTrue(presences.isInvisible(USER));
    assertArrayEquals(new long[] {}, changed(0));
  }

  @Test
  void anInvisibleUserHasASessionAsLongAsItsNodeLives() {
    beat(OTHER);
    fake.put(OTHER, USER, INVISIBLE);
    assertTrue(presences.hasSession(USER));
    for (int i = 0; i < 4; i++) {
      fake.pass(5 * SECOND);
    }
    presences.expire(fake.now());
    assertFalse(presences.hasSession(USER));
  }

  @Test
  void oneNodeActsForAllAndOnlyWhileItHearsItself() {
    assertTrue(presences.actsForAll(fake.now()));
    assertFalse(presences.actsForAll(fake.now() + 8 * SECOND));
    beat(OTHER);
    assertFalse(presences.actsForAll(fake.now()));
    for (int i = 0; i < 4; i++) {
      fake.pass(5 * SECOND);
    }
    presences.expire(fake.now());
    assertTrue(presences.actsForAll(fake.now()));
  }

  @Test
  void aSilentNodeTakesItsUsersWithItWithinTwentySeconds() {
    beat(OTHER);
    fake.online(OTHER, USER);
    fake.pass(5 * SECOND);
    fake.pass(5 * SECOND);
    fake.pass(5 * SECOND);
    assertEquals(List.of(), presences.expire(fake.now()));
    assertEquals(Status.ONLINE, presences.shown(USER));
    fake.pass(SECOND);
    assertEquals(List.of(OTHER), presences.expire(fake.now()));
    assertEquals(Status.OFFLINE, presences.shown(USER));
    assertArrayEquals(new long[] {USER, USER}, changed(0));
  }

  @Test
  void aUserThatIsOnALivingNodeTooStays() {
    fake.online(OTHER, USER);
    fake.online(OWN, USER);
    for (int i = 0; i < 4; i++) {
      fake.pass(5 * SECOND);
    }
    assertEquals(List.of(OTHER), presences.expire(fake.now()));
    assertEquals(Status.ONLINE, presences.shown(USER));
  }

  @Test
  void aNodeThatWasOnlyStoppedBringsItsUsersBack() {
    fake.online(OTHER, USER);
    for (int i = 0; i < 4; i++) {
      fake.pass(5 * SECOND);
    }
    presences.expire(fake.now());
    beat(OTHER);
    assertEquals(Status.ONLINE, presences.shown(USER));
    presences.expire(fake.now());
    assertArrayEquals(new long[] {USER, USER, USER}, changed(0));
  }

  @Test
  void whileKafkaStallsNobodyIsTakenForDead() {
    beat(OTHER);
    fake.online(OTHER, USER);
    long stalled = fake.now() + 60 * SECOND;
    assertEquals(List.of(), presences.expire(stalled));
    presences.heard(OWN, stalled, false);
    assertEquals(List.of(), presences.expire(stalled + SECOND));
    assertEquals(Status.ONLINE, presences.shown(USER));
  }

  @Test
  void aNodeThatLeavesGivesItsClientsTimeToResumeElsewhere() {
    fake.online(OTHER, USER);
    presences.heard(OTHER, fake.now(), true);
    fake.pass(4 * SECOND);
    assertEquals(List.of(), presences.expire(fake.now()));
    fake.pass(2 * SECOND);
    assertEquals(List.of(OTHER), presences.expire(fake.now()));
  }

  @Test
  void ofThoseThatLiveOneTakesTheRecordsOfTheDeadAwayInSlices() {
    beat(OTHER, THIRD);
    fake.online(THIRD, 1, 2, 3);
    for (int i = 0; i < 4; i++) {
      fake.pass(5 * SECOND);
      beat(OTHER);
    }
    presences.expire(fake.now());
    assertEquals(List.of(), presences.leftovers(2, fake.now()).users(), "node-a's turn");
    for (int i = 0; i < 4; i++) {
      fake.pass(5 * SECOND);
    }
    presences.expire(fake.now());
    var left = presences.leftovers(2, fake.now());
    assertEquals(THIRD, left.incarnation());
    assertEquals(2, left.users().size());
    for (long user = 1; user <= 3; user++) {
      fake.put(THIRD, user, null);
    }
    assertEquals(List.of(), presences.leftovers(2, fake.now()).users());
    assertEquals(
        2, presences.leftovers(2, fake.now() + 200 * SECOND).incarnations().size(), "heartbeats");
  }

  @Test
  void whoStartsWithAnOldTopicHoldsNobodyForAliveWhoFellSilentLongAgo() {
    presences.heard(OTHER, -3_600 * SECOND, false);
    presences.put(OTHER, USER, Stated.of(Choice.DEFAULT), -3_600 * SECOND);
    assertEquals(List.of(OTHER), presences.expire(fake.now()));
    assertEquals(Status.OFFLINE, presences.shown(USER));
  }

  private void says(String node, String text, long revision) {
    fake.says(node, USER, new CustomStatus(text, null, 0), revision);
  }

  private String said() {
    var custom = presences.seen(USER).custom();
    return custom == null ? "nothing" : String.valueOf(custom.text());
  }

  @Test
  void ofSeveralNodesTheNewestCustomStatusCounts() {
    says(OTHER, "old", 2);
    says(OWN, "new", 3);
    assertEquals("new", said());
    says(THIRD, "older", 1);
    assertEquals("new", said());
    fake.online(OWN, USER);
    assertEquals("old", said());
    fake.put(OTHER, USER, null);
    assertEquals("older", said());
    fake.online(THIRD, USER);
    assertEquals("nothing", said());
    assertEquals(0, presences.customStatuses());
    assertEquals(5, changed(0).length);
  }

  @Test
  void anInvisibleUserSaysNothingAndWhatItWouldSayIsNoChange() {
    var custom = new CustomStatus("hush", null, 0);
    presences.put(OTHER, USER, new Stated(INVISIBLE, custom, 1), fake.now());
    assertEquals(Seen.OFFLINE, presences.seen(USER));
    assertArrayEquals(new long[] {}, changed(0));
    fake.put(OTHER, USER, null);
    assertArrayEquals(new long[] {}, changed(0));
    assertEquals(0, presences.customStatuses());
  }

  @Test
  void aCustomStatusOfADeadNodeIsGone() {
    beat(OTHER);
    fake.online(OWN, USER);
    says(OTHER, "there", 2);
    for (int i = 0; i < 4; i++) {
      fake.pass(5 * SECOND);
    }
    presences.expire(fake.now());
    assertEquals("nothing", said());
    assertEquals(Status.ONLINE, presences.shown(USER));
  }

  @Test
  void whatHasExpiredIsNotShownAndItsEndIsToldAllTheSame() {
    fake.says(OTHER, USER, new CustomStatus("soon over", null, 3_000), 2);
    assertEquals("soon over", said());
    fake.pass(3 * SECOND);
    assertEquals("nothing", said());
    long before = presences.version();
    fake.online(OTHER, USER);
    assertArrayEquals(new long[] {USER}, changed(before));
  }

  @Test
  void moreChangesThanAreRememberedAreSaidToBeSo() {
    for (int i = 0; i < 40_000; i++) {
      fake.online(OTHER, USER);
      fake.put(OTHER, USER, null);
    }
    assertTrue(presences.changedSince(0).isEmpty());
    assertFalse(presences.changedSince(presences.version() - 10).isEmpty());
  }
}
