package together.gateway.memberlist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import together.gateway.presence.Status;
import together.proto.Member;
import together.proto.Role;
import together.proto.User;

/**
 * What the list of a server of 100,000 members costs; prints the figures of docs/performance.md.
 */
class RosterCostTest {
  private static final int MEMBERS = 100_000;
  private static final int PAGE = 1_000;
  private static final int ROUNDS = 50;
  private static final long FIRST = 1_111_111_111_111_111_000L;

  private final Random random = new Random(4);

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private Member member(long id) {
    var user =
        User.newBuilder()
            .setId(id)
            .setUsername("user." + Long.toString(random.nextLong(1L << 40), 36));
    var member = Member.newBuilder().setUser(user);
    LongStream.range(0, 10)
        .filter(role -> random.nextInt(8) == 0)
        .forEach(role -> member.addRoles(FIRST + role));
    return member.build();
  }

  private Roster roster() {
    var roles =
        LongStream.range(0, 10)
            .mapToObj(
                i -> Role.newBuilder().setId(FIRST + i).setPosition((int) i).setHoist(true).build())
            .toList();
    var roster = new Roster(1, 5, roles);
    for (int from = 0; from < MEMBERS; from += PAGE) {
      var page = new ArrayList<Member>();
      for (int i = from; i < from + PAGE; i++) {
        page.add(member(FIRST + 100 + i));
      }
      roster.load(page);
    }
    roster.loaded();
    return roster;
  }

  @Test
  void aListOfAHundredThousandIsAWalkOfMilliseconds() {
    long before = used();
    var roster = roster();
    long heap = used() - before;
    var ranges = List.of(new Range(0, 99), new Range(5_000, 5_099));
    int shown = 0;
    long nanos = 0;
    for (int round = 0; round < ROUNDS; round++) {
      int online = round % 5;
      long from = System.nanoTime();
      var layout = roster.layout(id -> id % 5 == online ? Status.ONLINE : Status.OFFLINE, ranges);
      if (round >= ROUNDS / 2) {
        nanos += System.nanoTime() - from;
      }
      shown += layout.items().size();
      assertEquals(MEMBERS / 5, layout.online());
    }
    System.out.printf(
        "member list of %,d: %d bytes of heap a member, %.1f ms to lay out%n",
        roster.size(), heap / MEMBERS, nanos / 1e6 / (ROUNDS / 2));
    assertEquals(200 * ROUNDS, shown);
    assertTrue(heap < 300L * MEMBERS, heap + " bytes");
  }
}
