package together.gateway.log;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import together.platform.kafka.Partitions;

/** The last offset of each log partition that something contains; -1 for none. Not thread-safe. */
public final class Positions {
  private final int partitions;
  private final long[] offsets;

  public Positions(int partitions) {
    this.partitions = partitions;
    this.offsets = new long[Log.values().length * partitions];
    Arrays.fill(offsets, -1);
  }

  private Positions(int partitions, long[] offsets) {
    this.partitions = partitions;
    this.offsets = offsets;
  }

  public Positions copy() {
    return new Positions(partitions, offsets.clone());
  }

  public int partitions() {
    return partitions;
  }

  public long get(Log log, int partition) {
    return offsets[log.ordinal() * partitions + partition];
  }

  public void set(Log log, int partition, long offset) {
    offsets[log.ordinal() * partitions + partition] = offset;
  }

  /** Whether every position here is at or past the other's. */
  public boolean covers(Positions other) {
    for (int i = 0; i < offsets.length; i++) {
      if (offsets[i] < other.offsets[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Positions positions && Arrays.equals(offsets, positions.offsets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(offsets);
  }

  /**
   * The id that stands for what the log tells of the key up to here; null before its first record.
   */
  public @Nullable String id(Log log, long key) {
    int partition = Partitions.of(key, partitions());
    long offset = get(log, partition);
    return offset < 0 ? null : log.letter() + partition + "-" + offset;
  }
}
