package together.gateway.presence;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import together.gateway.compact.LongMultimap;

/**
 * The status of every user who is online anywhere, from the records of all nodes: 16 bytes a
 * record, and custom statuses apart (docs/performance.md has the whole figure). Thread-safe;
 * nothing in it blocks.
 */
public final class Presences {
  /** Changes remembered for sockets that were loading, and for the fan-out; 8 bytes each. */
  private static final int CHANGES = 1 << 16;

  /** When a node dies its users go in so many at a time, each time the topic is polled. */
  private static final int GOING_AT_ONCE = 2_000;

  private final LongMultimap table = new LongMultimap();
  private final Changes changes = new Changes(CHANGES);
  private final ArrayDeque<Long> going = new ArrayDeque<>();
  private final Nodes nodes;
  private final LongSupplier millis;

  /** The first of each user's custom statuses, of whom few have one, and fewer several. */
  private final Map<Long, Custom> customs = new HashMap<>();

  private volatile long told;

  /** One in a record of a node. */
  private record Custom(int node, long revision, CustomStatus status, @Nullable Custom next) {
    static @Nullable Custom without(@Nullable Custom first, int node) {
      if (first == null) {
        return null;
      }
      return first.node == node
          ? first.next
          : new Custom(first.node, first.revision, first.status, without(first.next, node));
    }
  }

  /**
   * @param millis the time of the day, by which custom statuses expire
   */
  Presences(String ownIncarnation, long silenceNanos, long now, LongSupplier millis) {
    nodes = new Nodes(ownIncarnation, silenceNanos, now);
    this.millis = millis;
  }

  // ---- who is online

  /** The user's status as others see it; an invisible user is offline. */
  public synchronized Status shown(long userId) {
    var choice = combined(userId);
    return choice == null ? Status.OFFLINE : choice.shown();
  }

  /** The same with what the user says beside it; no custom status that has expired. */
  public synchronized Seen seen(long userId) {
    var recorded = recorded(userId);
    var custom = recorded.custom();
    return custom == null || custom.holds(millis.getAsLong())
        ? recorded
        : new Seen(recorded.status(), null);
  }

  /**
   * By the records alone: that a custom status is taken from them is a change also where it has
   * expired by this node's clock before.
   */
  private Seen recorded(long userId) {
    var status = shown(userId);
    return status == Status.OFFLINE ? Seen.OFFLINE : new Seen(status, custom(userId));
  }

  private @Nullable CustomStatus custom(long userId) {
    Custom newest = null;
    for (var one = customs.get(userId); one != null; one = one.next) {
      if (nodes.isAlive(one.node) && (newest == null || one.revision > newest.revision)) {
        newest = one;
      }
    }
    return newest == null ? null : newest.status;
  }

  /** Whether the user is online and wants nobody to know it. */
  public synchronized boolean isInvisible(long userId) {
    var choice = combined(userId);
    return choice != null && choice.status() == Status.INVISIBLE;
  }

  /** Whether the user has a session anywhere, shown or not. */
  public synchronized boolean hasSession(long userId) {
    return combined(userId) != null;
  }

  /**
   * Whether this process acts where one of all should: the first by name does, as long as it hears
   * its own heartbeats and so knows what the others say.
   */
  public synchronized boolean actsForAll(long now) {
    return nodes.isCleaner() && nodes.hearsItself(now);
  }

  private @Nullable Choice combined(long userId) {
    var alive = new Choice[1];
    table.forEach(
        userId,
        packed -> {
          if (nodes.isAlive(Choice.node(packed))) {
            alive[0] = Choice.combine(alive[0], Choice.of(packed));
          }
        });
    return alive[0];
  }

  /** How many changes of shown statuses there have been. */
  public synchronized long version() {
    return changes.count();
  }

  /** Whose shown status changed after the version; empty when that is too long ago to be known. */
  public synchronized Optional<long[]> changedSince(long version) {
    return changes.since(version);
  }

  /** Up to this version changes have reached all sockets that take events. */
  long told() {
    return told;
  }

  void told(long version) {
    told = version;
  }

  synchronized int records() {
    return table.size();
  }

  synchronized int customStatuses() {
    return customs.size();
  }

  synchronized long bytes() {
    return table.bytes() + 8L * CHANGES;
  }

  // ---- the topic

  /** The user's sessions on a node come to this now; null: there are none any more. */
  synchronized void put(String incarnation, long userId, @Nullable Stated stated, long now) {
    var before = recorded(userId);
    var node = nodes.get(incarnation, now);
    if (stated == null) {
      if (table.remove(userId, packed -> Choice.node(packed) == node.number)) {
        node.records--;
      }
    } else if (!table.replace(
        userId,
        packed -> Choice.node(packed) == node.number,
        stated.choice().packed(node.number))) {
      table.add(userId, stated.choice().packed(node.number));
      node.records++;
    }
    put(userId, node.number, stated);
    if (!recorded(userId).equals(before)) {
      changes.add(userId);
    }
  }

  private void put(long userId, int node, @Nullable Stated stated) {
    var others = Custom.without(customs.get(userId), node);
    var status = stated == null ? null : stated.custom();
    if (stated != null && status != null) {
      customs.put(userId, new Custom(node, stated.revision(), status, others));
    } else if (others != null) {
      customs.put(userId, others);
    } else {
      customs.remove(userId);
    }
  }

  /** A node lives; {@code at} may be a while ago when the topic is read from its beginning. */
  synchronized void heard(String incarnation, long at, boolean leaving) {
    var revived = nodes.heard(incarnation, at);
    if (revived != null) {
      going.addAll(usersOf(revived));
    }
    if (leaving) {
      nodes.leaving(incarnation, at);
    }
  }

  /** Says the user's status once more, to a guild just joined, if there is something to say. */
  public synchronized void repeat(long userId) {
    if (shown(userId) != Status.OFFLINE) {
      changes.add(userId);
    }
  }

  synchronized void forget(String incarnation) {
    nodes.forget(incarnation);
  }

  /** Ends the presence of nodes that have fallen silent; their users go in slices. */
  synchronized List<String> expire(long now) {
    var dead = nodes.died(now);
    dead.forEach(node -> going.addAll(usersOf(node)));
    for (int i = 0; i < GOING_AT_ONCE && !going.isEmpty(); i++) {
      changes.add(going.remove());
    }
    return dead.stream().map(node -> node.incarnation).toList();
  }

  private List<Long> usersOf(Nodes.Member node) {
    var users = new ArrayList<Long>(node.records);
    if (node.records > 0) {
      table.forEach((user, packed) -> {
        if (Choice.node(packed) == node.number) {
          users.add(user);
        }
      });
    }
    return users;
  }

  /**
   * Keys whose records only this process should take from the topic now: what dead nodes left.
   *
   * @param users of which a dead node's record is there
   * @param incarnations dead, with nothing left but the heartbeat
   */
  record Leftovers(String incarnation, List<Long> users, List<String> incarnations) {}

  /** At most one dead node's, in slices; empty when another process cleans up. */
  synchronized Leftovers leftovers(int most, long now) {
    if (!nodes.isCleaner()) {
      return new Leftovers("", List.of(), List.of());
    }
    for (var node : nodes.dead()) {
      var users = usersOf(node);
      return new Leftovers(
          node.incarnation, users.subList(0, Math.min(most, users.size())), List.of());
    }
    return new Leftovers("", List.of(), nodes.forgettable(now));
  }
}
