package together.gateway.presence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The gateway processes of the platform, each with a small number, and which of them live. Silence
 * is judged only while the own heartbeats come back: when Kafka stalls, nobody is heard. Not
 * thread-safe.
 */
final class Nodes {
  private static final int MOST = 1 << 16;

  /** Heartbeats come every 5 s. */
  private static final long OWN_SILENCE_NANOS = 7_500_000_000L;

  /** A node that leaves has its clients resume elsewhere: until then they have not left. */
  private static final long LEAVING_NANOS = 5_000_000_000L;

  /** How long the heartbeat of a dead node stays for others to read. */
  private static final long REMEMBERED_NANOS = 120_000_000_000L;

  /** One start of one process. */
  static final class Member {
    final int number;
    final String incarnation;
    boolean alive = true;
    int records;
    private long silentFrom;

    Member(int number, String incarnation) {
      this.number = number;
      this.incarnation = incarnation;
    }
  }

  private final String own;
  private final long silenceNanos;
  private final Map<String, Member> byName = new HashMap<>();
  private final List<@Nullable Member> byNumber = new ArrayList<>();
  private long ownHeard;

  Nodes(String own, long silenceNanos, long now) {
    this.own = own;
    this.silenceNanos = silenceNanos;
    this.ownHeard = now;
    heard(own, now);
  }

  /** The process, heard of for the first time or not. */
  Member get(String incarnation, long now) {
    var known = byName.get(incarnation);
    if (known != null) {
      return known;
    }
    int number = freeNumber();
    var member = new Member(number, incarnation);
    member.silentFrom = now;
    byName.put(incarnation, member);
    byNumber.set(number, member);
    return member;
  }

  private int freeNumber() {
    int free = byNumber.indexOf(null);
    if (free >= 0) {
      return free;
    }
    if (byNumber.size() == MOST) {
      throw new IllegalStateException("more than " + MOST + " gateway processes");
    }
    byNumber.add(null);
    return byNumber.size() - 1;
  }

  boolean isAlive(int number) {
    var member = byNumber.get(number);
    return member != null && member.alive;
  }

  /** A heartbeat; the process when it was held for dead and lives again. */
  @Nullable Member heard(String incarnation, long at) {
    if (incarnation.equals(own)) {
      if (at - ownHeard > OWN_SILENCE_NANOS) {
        // Nothing was heard of anybody.
        byName.values().forEach(one -> one.silentFrom = Math.max(one.silentFrom, at));
      }
      ownHeard = Math.max(ownHeard, at);
    }
    var member = get(incarnation, at);
    member.silentFrom = at;
    if (member.alive) {
      return null;
    }
    member.alive = true;
    return member;
  }

  /** An orderly end: it is gone soon. */
  void leaving(String incarnation, long at) {
    if (!incarnation.equals(own)) {
      var member = get(incarnation, at);
      member.silentFrom = Math.min(member.silentFrom, at - silenceNanos + LEAVING_NANOS);
    }
  }

  /** Not while Kafka stalls. */
  boolean hearsItself(long now) {
    return now - ownHeard <= OWN_SILENCE_NANOS;
  }

  /** Those that have died since the last call. */
  List<Member> died(long now) {
    if (!hearsItself(now)) {
      return List.of();
    }
    var dead = new ArrayList<Member>();
    for (var member : byName.values()) {
      if (member.alive
          && !member.incarnation.equals(own)
          && now - member.silentFrom > silenceNanos) {
        member.alive = false;
        dead.add(member);
      }
    }
    return dead;
  }

  /** The dead of which nothing is left but their heartbeat, which is old. */
  List<String> forgettable(long now) {
    return byName.values().stream()
        .filter(one -> !one.alive && one.records == 0 && now - one.silentFrom > REMEMBERED_NANOS)
        .map(one -> one.incarnation)
        .toList();
  }

  /** The heartbeat's record is gone. */
  void forget(String incarnation) {
    var member = byName.get(incarnation);
    if (member != null && !member.alive && member.records == 0) {
      byName.remove(incarnation);
      byNumber.set(member.number, null);
    }
  }

  /** The dead whose records are still there. */
  List<Member> dead() {
    return byName.values().stream().filter(one -> !one.alive && one.records > 0).toList();
  }

  @Nullable Member find(String incarnation) {
    return byName.get(incarnation);
  }

  /** Whether this process cleans up after the dead: of those that live, the first by name does. */
  boolean isCleaner() {
    return byName.values().stream()
        .noneMatch(one -> one.alive && one.incarnation.compareTo(own) < 0);
  }
}
