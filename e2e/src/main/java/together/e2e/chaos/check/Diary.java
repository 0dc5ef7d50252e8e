package together.e2e.chaos.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one client saw, and what of it broke a promise at once: an event twice, or out of order. The
 * rest is judged at the end by {@link Checker}. Safe for every thread.
 */
public final class Diary {
  private final String client;
  private final Positions positions;
  private final Findings findings;
  private final List<Lineage> lineages = new ArrayList<>();
  private final Map<String, Set<Long>> readLater = new HashMap<>();
  private long delivered;

  public Diary(String client, Positions positions, Findings findings) {
    this.client = client;
    this.positions = positions;
    this.findings = findings;
  }

  String client() {
    return client;
  }

  /** READY: a new state, which contains everything up to the cursor. */
  public synchronized void ready(Map<String, Long> cursor) {
    lineages.add(new Lineage(cursor));
  }

  /** HEARTBEAT_ACK: everything up to the cursor has come. */
  public synchronized void covered(Map<String, Long> cursor, long now) {
    if (!lineages.isEmpty()) {
      lineages.getLast().covered(cursor, now);
    }
  }

  /** A durable event but MESSAGE_CREATE; one record may be several events. */
  public synchronized void received(Position position, String event) {
    var lineage = current(event);
    var reached = lineage.reached(position.partition());
    if (position.offset() < reached) {
      misordered(event, position, reached);
    }
    lineage.reach(position);
  }

  /** MESSAGE_CREATE. */
  public synchronized void received(Position position, String channel, long message, long now) {
    delivered++;
    positions.told(message, position);
    var lineage = current("MESSAGE_CREATE");
    var seen = lineage.received(channel);
    var reached = lineage.reached(position.partition());
    if (seen.contains(message)) {
      findings.add(
          Finding.Kind.DOUBLED,
          "%s got message %d of channel %s again, at %s"
              .formatted(client, message, channel, position));
      return;
    }
    if (position.offset() <= reached || message < seen.last()) {
      misordered("message " + message + " of channel " + channel, position, reached);
    }
    seen.add(message, now);
    lineage.reach(position);
  }

  private void misordered(String what, Position position, long reached) {
    findings.add(
        Finding.Kind.MISORDERED,
        "%s got %s at %s when offset %d had come".formatted(client, what, position, reached));
  }

  private Lineage current(String event) {
    if (lineages.isEmpty()) {
      findings.add(Finding.Kind.MISORDERED, client + " got " + event + " before READY");
      lineages.add(new Lineage(Map.of()));
    }
    return lineages.getLast();
  }

  /** A channel was in the state this client was told, though hidden from before it asked. */
  public void shownHidden(String channel) {
    findings.add(
        Finding.Kind.LEAKED, client + " was shown channel " + channel + ", hidden from it");
  }

  /** What the protocol does not have. */
  public void unknown(String frame) {
    findings.add(Finding.Kind.MISANSWERED, client + " got " + frame);
  }

  /** Messages read over REST after a READY that was not the first. */
  public synchronized void readLater(String channel, List<Long> messages) {
    readLater.computeIfAbsent(channel, _ -> new HashSet<>()).addAll(messages);
  }

  /** The newest message of a channel that came or was read; 0: none. */
  public synchronized long newest(String channel) {
    var newest = readLater.getOrDefault(channel, Set.of()).stream().mapToLong(id -> id).max();
    var most = Math.max(0, newest.orElse(0));
    for (var lineage : lineages) {
      most = Math.max(most, lineage.received(channel).last());
    }
    return most;
  }

  /** Whether a message came or was read. */
  public synchronized boolean knows(String channel, long message) {
    return readLater.getOrDefault(channel, Set.of()).contains(message)
        || lineages.stream().anyMatch(lineage -> lineage.received(channel).contains(message));
  }

  /** MESSAGE_CREATEs so far. */
  public synchronized long delivered() {
    return delivered;
  }

  /** READYs so far. */
  public synchronized int identified() {
    return lineages.size();
  }

  synchronized List<Lineage> lineages() {
    return List.copyOf(lineages);
  }
}
