package together.gateway.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What a million users online cost a node; prints the figures of docs/performance.md. 50 nodes, a
 * tenth of the users on two of them, ids as real ones are spread.
 */
class PresenceMemoryTest {
  private static final int USERS = 1_000_000;
  private static final int NODES = 50;
  private static final long EPOCH_MILLIS = 1_400_000_000_000L;

  private final long[] users = ids();
  private final String[] nodes = new String[NODES];

  private static long[] ids() {
    var random = new Random(9);
    return random
        .longs(0, 300_000_000_000L)
        .distinct()
        .limit(USERS)
        .map(millis -> millis << 22 | (long) random.nextInt(64) << 12 | random.nextInt(3))
        .map(id -> id + 1)
        .toArray();
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private void put(Presences presences, int round) {
    for (int i = 0; i < USERS; i++) {
      var status = Status.of(1 + (i + round) % 4);
      var choice = new Choice(status, false, EPOCH_MILLIS + i);
      presences.put(nodes[i % NODES], users[i], Stated.of(choice), 1);
      if (i % 10 == 0) {
        presences.put(nodes[(i + 1) % NODES], users[i], Stated.of(Choice.DEFAULT), 1);
      }
    }
  }

  @Test
  void aMillionUsersFitIntoLessThanFiftyMegabytes() {
    for (int i = 0; i < NODES; i++) {
      nodes[i] = "node-" + i;
    }
    long before = used();
    var presences = new Presences("own", 15_000_000_000L, 0, () -> 0);
    put(presences, 0);
    long heap = used() - before;
    long from = System.nanoTime();
    put(presences, 1);
    long nanos = System.nanoTime() - from;
    System.out.printf(
        "presence of %,d users (%,d records): %.1f bytes of heap a user, %,d bytes in all;"
            + " %d ns a record%n",
        USERS, presences.records(), (double) heap / USERS, heap, nanos / presences.records());
    assertEquals(USERS + USERS / 10, presences.records());
    assertTrue(presences.bytes() < 50L * USERS, presences.bytes() + " bytes");
    assertTrue(heap < 50L * USERS, heap + " bytes");
    for (int i = 0; i < USERS; i += 1_000) {
      var expected = Status.of(1 + (i + 1) % 4);
      assertEquals(
          expected == Status.INVISIBLE ? Status.OFFLINE : expected, presences.shown(users[i]));
    }
  }
}
