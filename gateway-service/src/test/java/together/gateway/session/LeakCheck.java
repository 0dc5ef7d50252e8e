package together.gateway.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import together.gateway.audience.Guilds;
import together.gateway.log.LogEntry;
import together.proto.GuildEvent;

/**
 * Rounds in which sight of a channel is given and taken while people talk in it, with the guild log
 * arriving late. Who may read at which revision is kept here from the rounds themselves, not taken
 * from the product's view. A message is a leak when its receiver might see the channel neither at
 * its revision nor at a later one; it is a loss when its reader might see it at all of them.
 */
final class LeakCheck {
  private static final int MEMBERS = 6;

  /** What the rounds found; both lists are empty when all is well. */
  record Result(List<String> leaks, List<String> losses, int messages) {}

  private final TestNode node;
  private final Random random;
  private final Map<Long, TestClient> clients = new HashMap<>();
  private final Map<Long, Set<String>> got = new HashMap<>();
  private final Set<Long> staff = new HashSet<>();
  private final Map<Long, Set<Long>> readers = new HashMap<>();
  private final Map<String, Long> messages = new LinkedHashMap<>();
  private final Set<String> judged = new HashSet<>();
  private final List<LogEntry> late = new ArrayList<>();
  private final List<String> leaks = new ArrayList<>();
  private final List<String> losses = new ArrayList<>();
  private boolean staffSees = true;
  private long revision = TestNode.REVISION;

  LeakCheck(TestNode.Shards shards, long seed) {
    node = new TestNode(TestSettings.DEFAULT, 1 << 24, shards);
    random = new Random(seed);
    readers.put(revision, Set.of());
    for (long user = 2; user < 2 + MEMBERS; user++) {
      node.member(user);
      clients.put(user, node.connect().ready(user));
      got.put(user, new HashSet<>());
    }
  }

  Result run(int rounds) {
    for (int round = 0; round < rounds; round++) {
      change();
      say();
      if (random.nextBoolean()) {
        catchUp();
        say();
      }
    }
    catchUp();
    return new Result(leaks, losses, messages.size());
  }

  /** The change is made in guild-service at once; the node's log gets it later. */
  private void change() {
    revision++;
    late.add(node.guildEvent(random.nextInt(3) == 0 ? changeOfChannel() : changeOfMember()));
    readers.put(revision, staffSees ? Set.copyOf(staff) : Set.of());
  }

  private GuildEvent changeOfChannel() {
    staffSees = !staffSees;
    var role = staffSees ? Guilds.allow(Guilds.STAFF) : Guilds.deny(Guilds.STAFF);
    return Guilds.channelUpdate(
        revision, Guilds.channel(Guilds.SECRET, Guilds.deny(Guilds.GUILD), role));
  }

  private GuildEvent changeOfMember() {
    long user = 2L + random.nextInt(MEMBERS);
    if (staff.add(user)) {
      return Guilds.memberUpdate(revision, user, Guilds.STAFF);
    }
    staff.remove(user);
    return Guilds.memberUpdate(revision, user);
  }

  private void say() {
    var entry = node.message(Guilds.SECRET, revision);
    messages.put(entry.id(), revision);
    node.arrive(entry);
    findLeaks();
  }

  private void catchUp() {
    node.arrive(late.toArray(LogEntry[]::new));
    late.clear();
    findLeaks();
    messages.forEach((message, at) -> {
      if (judged.add(message)) {
        findLosses(message, at);
      }
    });
  }

  private void findLeaks() {
    clients.forEach((user, client) -> {
      for (var message : client.ids("MESSAGE_CREATE")) {
        got.computeIfAbsent(user, one -> new HashSet<>()).add(message);
        long at = messages.getOrDefault(message, Long.MAX_VALUE);
        if (revisionsSince(at).noneMatch(mayRead(user))) {
          leaks.add(user + " got " + message);
        }
      }
    });
  }

  /** The node is where guild-service is: what was said until now has been delivered. */
  private void findLosses(String message, long at) {
    got.forEach((user, received) -> {
      if (!received.contains(message) && revisionsSince(at).allMatch(mayRead(user))) {
        losses.add(user + " did not get " + message);
      }
    });
  }

  private LongPredicate mayRead(long user) {
    return at -> readers.getOrDefault(at, Set.of()).contains(user);
  }

  private LongStream revisionsSince(long first) {
    return LongStream.rangeClosed(first, revision);
  }
}
