package together.gateway.log;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Chunks kept for those who ask next, found by any offset they speak of; those used longest ago go
 * when there are too many bytes. Not thread-safe.
 */
final class Chunks {
  /**
   * Where a chunk begins; {@code start} may lie before the first offset that Kafka still had then.
   */
  record Place(Log log, int partition, long start) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::log)
            .thenComparingInt(Place::partition)
            .thenComparingLong(Place::start);

    Place at(long offset) {
      return new Place(log, partition, offset);
    }

    boolean isBeside(Place other) {
      return log == other.log && partition == other.partition;
    }

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  private static final long OVERHEAD_BYTES = 1_000;

  private final long mostBytes;
  private final TreeMap<Place, Chunk> kept = new TreeMap<>();

  /** In the order of their last use. */
  private final LinkedHashSet<Place> used = new LinkedHashSet<>();

  private long bytes;

  /**
   * @param mostBytes of all together; the newest stays in any case
   */
  Chunks(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** The last one of its partition that begins at or before the place; null when there is none. */
  @Nullable Chunk before(Place place) {
    var found = kept.floorEntry(place);
    if (found == null || !found.getKey().isBeside(place)) {
      return null;
    }
    used.remove(found.getKey());
    used.add(found.getKey());
    return found.getValue();
  }

  void keep(Place place, Chunk chunk) {
    forget(place);
    kept.put(place, chunk);
    used.add(place);
    bytes += size(chunk);
    while (bytes > mostBytes && kept.size() > 1) {
      forget(used.getFirst());
    }
  }

  private void forget(Place place) {
    var chunk = kept.remove(place);
    if (chunk != null) {
      used.remove(place);
      bytes -= size(chunk);
    }
  }

  private static long size(Chunk chunk) {
    return OVERHEAD_BYTES + chunk.bytes();
  }
}
