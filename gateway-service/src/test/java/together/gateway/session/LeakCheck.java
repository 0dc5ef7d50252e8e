package together.gateway.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import together.gateway.audience.Guilds;
import together.gateway.log.LogEntry;

/**
 * Rounds in which sight of a channel is given and taken while people talk in it, with the guild log
 * arriving late and clients connecting meanwhile. Who may read at which revision is kept by {@link
 * SecretRoom}, not taken from the product's view. A message is a leak when its receiver might see
 * the channel neither at its revision nor at a later one; it is a loss when its reader was
 * connected and might see it at all of them.
 */
final class LeakCheck {
  private static final int MEMBERS = 6;

  /** What the rounds found; both lists are empty when all is well. */
  record Result(List<String> leaks, List<String> losses, int messages, int connections) {}

  /** A message that was said at a revision, to these sockets. */
  private record Said(long revision, Map<Long, TestClient> to) {}

  private final TestNode node;
  private final Random random;
  private final SecretRoom room;
  private final Map<Long, TestClient> clients = new HashMap<>();
  private final Map<TestClient, Set<String>> got = new HashMap<>();
  private final Map<Long, Set<Long>> readers = new HashMap<>();
  private final Map<String, Said> messages = new LinkedHashMap<>();
  private final Set<String> judged = new HashSet<>();
  private final List<LogEntry> late = new ArrayList<>();
  private final List<String> leaks = new ArrayList<>();
  private final List<String> losses = new ArrayList<>();
  private int connections;

  LeakCheck(TestNode.Shards shards, long seed) {
    node = new TestNode(TestSettings.DEFAULT, 1 << 24, shards);
    random = new Random(seed);
    room = new SecretRoom(random, MEMBERS, TestNode.REVISION);
    changed();
    room.members().forEach(this::connect);
  }

  Result run(int rounds) {
    for (int round = 0; round < rounds; round++) {
      // The change is made in guild-service at once; the node's log gets it later.
      late.add(node.guildEvent(room.change()));
      changed();
      say();
      if (random.nextInt(3) == 0) {
        long user = 2L + random.nextInt(MEMBERS);
        Objects.requireNonNull(clients.get(user)).disconnect();
        connect(user);
        say();
      }
      switch (random.nextInt(4)) {
        case 0 -> catchUp(random.nextInt(late.size() + 1));
        case 1, 2 -> {
          catchUp(late.size());
          say();
        }
        default -> {
          // The log stays where it is.
        }
      }
    }
    catchUp(late.size());
    return new Result(leaks, losses, messages.size(), connections);
  }

  private void changed() {
    readers.put(room.revision(), room.readers());
    room.members().forEach(user -> node.member(room.guild(), user, room.roles(user)));
  }

  private void connect(long user) {
    connections++;
    var client = node.connect().identify(user);
    node.answerAll();
    clients.put(user, client);
    got.put(client, new HashSet<>());
  }

  private void say() {
    var entry = node.message(Guilds.SECRET, room.revision());
    messages.put(entry.id(), new Said(room.revision(), Map.copyOf(clients)));
    node.arrive(entry);
    findLeaks();
  }

  /** So many of the changes arrive; when all have, what was said until now has been delivered. */
  private void catchUp(int changes) {
    var now = late.subList(0, changes);
    node.arrive(now.toArray(LogEntry[]::new));
    now.clear();
    node.answerAll();
    findLeaks();
    if (late.isEmpty()) {
      messages.forEach((message, said) -> {
        if (judged.add(message)) {
          findLosses(message, said);
        }
      });
    }
  }

  private Set<String> gotBy(TestClient client) {
    return Objects.requireNonNull(got.get(client));
  }

  private void findLeaks() {
    clients.forEach((user, client) -> {
      for (var message : client.ids("MESSAGE_CREATE")) {
        gotBy(client).add(message);
        var said = messages.get(message);
        if (said == null || revisionsSince(said.revision()).noneMatch(mayRead(user))) {
          leaks.add(user + " got " + message);
        }
      }
    });
  }

  private void findLosses(String message, Said said) {
    said.to()
        .forEach((user, client) -> {
          if (client.equals(clients.get(user))
              && !gotBy(client).contains(message)
              && revisionsSince(said.revision()).allMatch(mayRead(user))) {
            losses.add(user + " did not get " + message);
          }
        });
  }

  private LongPredicate mayRead(long user) {
    return at -> readers.getOrDefault(at, Set.of()).contains(user);
  }

  private LongStream revisionsSince(long first) {
    return LongStream.rangeClosed(first, room.revision());
  }
}
