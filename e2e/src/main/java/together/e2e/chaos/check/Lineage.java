package together.e2e.chaos.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What one client saw from a READY on, through all RESUMEs, until it had to identify anew. Within
 * it every event comes once and in order.
 */
final class Lineage {
  /** The platform said that everything up to these positions is in the client's state. */
  private record Covered(long now, Map<String, Long> cursor) {}

  private final Map<String, Long> start;
  private final List<Covered> covered = new ArrayList<>();
  private final Map<String, Long> reached;
  private final Map<String, Receipts> received = new HashMap<>();

  Lineage(Map<String, Long> start) {
    this.start = Map.copyOf(start);
    this.reached = new HashMap<>(start);
  }

  /** Highest offset of a partition that came or was said to be contained; −1. */
  long reached(String partition) {
    return reached.getOrDefault(partition, -1L);
  }

  void reach(Position position) {
    reached.merge(position.partition(), position.offset(), Math::max);
  }

  void covered(Map<String, Long> cursor, long now) {
    covered.add(new Covered(now, Map.copyOf(cursor)));
    cursor.forEach((partition, offset) -> reached.merge(partition, offset, Math::max));
  }

  Receipts received(String channel) {
    return received.computeIfAbsent(channel, _ -> new Receipts());
  }

  Map<String, Receipts> received() {
    return received;
  }

  /** Offset that READY's state contained already; −1. */
  long start(String partition) {
    return start.getOrDefault(partition, -1L);
  }

  /** When the client was first told that an offset is contained; empty: never. */
  OptionalLong coveredAt(String partition, long offset) {
    for (var point : covered) {
      if (point.cursor().getOrDefault(partition, -1L) >= offset) {
        return OptionalLong.of(point.now());
      }
    }
    return OptionalLong.empty();
  }
}
