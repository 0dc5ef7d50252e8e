package together.gateway.log;

/**
 * The logs from any position on: the recent window, and what is older as Kafka keeps it.
 * Thread-safe, never blocks.
 */
public final class Past {
  /** Reads what the window does not hold any more. */
  @FunctionalInterface
  public interface Older {
    /** The part of a partition that follows {@code after}, as far as it is read at once. */
    Slice read(Log log, int partition, long after);
  }

  private final EventLog window;
  private final Older older;

  public Past(EventLog window, Older older) {
    this.window = window;
    this.older = older;
  }

  public int partitions() {
    return window.partitions();
  }

  /** What follows {@code after} up to {@code last}; from the window at most {@code limit}. */
  public Slice read(Log log, int partition, long after, long last, int limit) {
    var recent = window.read(log, partition, after, last, limit);
    if (recent != null) {
      long through = recent.size() < limit ? last : recent.getLast().offset();
      return new Slice.Here(recent, through);
    }
    return switch (older.read(log, partition, after)) {
      case Slice.Here(var entries, var through) when through > last ->
          new Slice.Here(entries.stream().filter(entry -> entry.offset() <= last).toList(), last);
      case Slice slice -> slice;
    };
  }
}
