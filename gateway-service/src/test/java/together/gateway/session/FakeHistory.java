package together.gateway.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import together.gateway.log.Log;
import together.gateway.log.LogEntry;
import together.gateway.log.Past;
import together.gateway.log.Slice;

/** What Kafka keeps, two offsets at a time; it answers when the test says so. */
final class FakeHistory implements Past.Older {
  private static final int SPAN = 2;

  private record Place(Log log, int partition, long start) {}

  private final List<LogEntry> all = new ArrayList<>();
  private final Set<Place> read = new HashSet<>();
  private final ArrayDeque<CompletableFuture<Void>> waiting = new ArrayDeque<>();
  private long first;

  /** Nothing before this offset, of any partition. */
  void dropBelow(long offset) {
    first = offset;
  }

  void add(LogEntry entry) {
    all.add(entry);
  }

  boolean isAsked() {
    return !waiting.isEmpty();
  }

  void answer() {
    waiting.remove().complete(null);
  }

  void fail() {
    waiting.remove().completeExceptionally(new TimeoutException("Kafka is away"));
  }

  @Override
  public Slice read(Log log, int partition, long after) {
    if (after + 1 < first) {
      return new Slice.Gone();
    }
    var place = new Place(log, partition, (after + 1) / SPAN * SPAN);
    if (!read.contains(place)) {
      var done = new CompletableFuture<Void>();
      waiting.add(done);
      return new Slice.Coming(done.thenRun(() -> read.add(place)));
    }
    long through = place.start() + SPAN - 1;
    var entries =
        all.stream()
            .filter(entry -> entry.log() == log && entry.partition() == partition)
            .filter(entry -> entry.offset() > after && entry.offset() <= through)
            .toList();
    return new Slice.Here(entries, through);
  }
}
