package together.gateway.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;
import together.gateway.frame.ServerFrames;

/** What a presence takes on Kafka and on a socket; prints the figures of docs/performance.md. */
class PresenceBytesTest {
  private static final long USER = 1_441_151_880_758_558_720L;
  private static final long GUILD = 1_441_151_880_758_558_721L;
  private static final long CHOSEN = 1_795_000_000_000L;
  private static final int USERS = 100_000;

  private static final CustomStatus USUAL = new CustomStatus("In a meeting", "📅", CHOSEN);

  /** Code points of four bytes in UTF-8, and the longest name and id of an emoji. */
  private static final CustomStatus LONGEST =
      new CustomStatus("𝄞".repeat(128), "e".repeat(32) + ":" + USER, CHOSEN);

  private static Stated stated(CustomStatus custom) {
    return new Stated(new Choice(Status.DND, false, CHOSEN), custom, 1_000);
  }

  private static int record(Stated stated) {
    return PresenceProducer.value(USER, stated).length;
  }

  private static int update(Seen seen) {
    return GuildPresences.frame(GUILD, USER, seen).length;
  }

  private static byte[] list(Map<Long, Seen> online) {
    return ServerFrames.dispatch("READY", null, json -> GuildPresences.write(json, online));
  }

  private static int inReady(Seen seen) {
    int empty = list(Map.of()).length;
    return list(Map.of(USER, seen)).length - empty;
  }

  @Test
  void whoSaysNothingCostsWhatItDidAndWhoSaysTheMostIsBounded() {
    var silent = Stated.of(stated(USUAL).choice());
    var seen = new Seen(Status.DND, null);
    var usual = new Seen(Status.DND, USUAL);
    var longest = new Seen(Status.DND, LONGEST);
    System.out.printf(
        "bytes of a presence without, with a usual, with the longest custom status:"
            + " record %d, %d, %d; PRESENCE_UPDATE %d, %d, %d; in READY %d, %d, %d%n",
        record(silent),
        record(stated(USUAL)),
        record(stated(LONGEST)),
        update(seen),
        update(usual),
        update(longest),
        inReady(seen),
        inReady(usual),
        inReady(longest));
    assertEquals(21, record(silent));
    assertTrue(record(stated(USUAL)) < 70);
    assertTrue(record(stated(LONGEST)) < 700);
    for (var one : new Seen[] {seen, usual, longest}) {
      assertTrue(inReady(one) <= one.bytes(), "READY's estimate holds");
    }
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Test
  void aCustomStatusTakesFewHundredBytesOfANode() {
    var presences = new Presences("own", 15_000_000_000L, 0, () -> 0);
    for (int i = 0; i < USERS; i++) {
      presences.put("node", USER + i, Stated.of(Choice.DEFAULT), 1);
    }
    long before = used();
    for (int i = 0; i < USERS; i++) {
      var custom = new CustomStatus("In a meeting " + i, "📅", CHOSEN);
      presences.put("node", USER + i, new Stated(Choice.DEFAULT, custom, 2), 1);
    }
    long heap = (used() - before) / USERS;
    System.out.printf("a custom status of some 18 characters: %d bytes of heap%n", heap);
    assertEquals(USERS, presences.customStatuses());
    assertTrue(heap < 400, heap + " bytes");
  }
}
