package together.gateway.session;

import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import together.gateway.log.Log;
import together.gateway.log.LogEntry;
import together.gateway.log.LogGoneException;
import together.gateway.log.Slice;

/**
 * Holds back a partition from the first event on that may not be delivered yet, so that its order
 * stays. Only that one event is kept: what comes after it is read again from the log, so however
 * much comes, nothing grows here. Confined to its event loop.
 */
final class Holding {
  /**
   * How long an event waits for the guild log to reach its revision before the guild is loaded
   * anew.
   */
  private static final long MOST_MILLIS = 1_000;

  /** What is held back, and why. */
  interface Rules {
    boolean mayDeliver(LogEntry entry);

    void deliver(LogEntry entry);

    /** It may still not be delivered: whatever makes it so must be done now. */
    void overdue(LogEntry entry);

    /** What came after an event that was held. */
    Slice read(Log log, int partition, long after, long last);

    /** Something more may be delivered now, out of its turn: calls {@link Holding#release}. */
    void release();

    /** What came up to that offset cannot be read any more. */
    void lost(Log log, int partition, long last);
  }

  private record Partition(Log log, int number) {
    static Partition of(LogEntry entry) {
      return new Partition(entry.log(), entry.partition());
    }
  }

  private static final class Held {
    /** Not to be delivered yet; null when the log is to be read on. */
    @Nullable LogEntry next;

    /** The last one delivered, once {@code next} is. */
    long at;

    /** The last one that came. */
    long last;

    boolean reading;

    Held(LogEntry next) {
      this.next = next;
      this.last = next.offset();
    }
  }

  private final EventLoop loop;
  private final Rules rules;
  private final SessionMeters meters;
  private final Map<Partition, Held> held = new HashMap<>();

  Holding(EventLoop loop, Rules rules, SessionMeters meters) {
    this.loop = loop;
    this.rules = rules;
    this.meters = meters;
  }

  boolean isEmpty() {
    return held.isEmpty();
  }

  /** Delivers the next event of a partition, or holds it. */
  void accept(LogEntry entry) {
    var waiting = held.get(Partition.of(entry));
    if (waiting != null) {
      waiting.last = entry.offset();
    } else if (rules.mayDeliver(entry)) {
      rules.deliver(entry);
    } else {
      meters.held();
      held.put(Partition.of(entry), new Held(entry));
      watch(entry);
    }
  }

  /** Lets go what may be delivered by now. */
  void release() {
    if (held.isEmpty()) {
      return;
    }
    for (var partition : List.copyOf(held.entrySet())) {
      if (release(partition.getKey(), partition.getValue())) {
        held.remove(partition.getKey());
      }
    }
  }

  /** True when the partition has nothing more that is held. */
  private boolean release(Partition partition, Held waiting) {
    while (true) {
      var next = waiting.next;
      if (next != null) {
        if (!rules.mayDeliver(next)) {
          return false;
        }
        deliver(waiting, next);
      }
      if (waiting.at >= waiting.last) {
        return true;
      }
      if (waiting.reading) {
        return false;
      }
      switch (rules.read(partition.log(), partition.number(), waiting.at, waiting.last)) {
        case Slice.Here(var entries, var through) -> {
          if (deliver(waiting, entries)) {
            waiting.at = through;
          }
        }
        case Slice.Coming(var done) -> {
          waiting.reading = true;
          done.whenComplete(
              (read, failure) -> loop.execute(() -> read(partition, waiting, failure)));
          return false;
        }
        case Slice.Gone() -> {
          rules.lost(partition.log(), partition.number(), waiting.last);
          return true;
        }
      }
    }
  }

  private void deliver(Held waiting, LogEntry entry) {
    rules.deliver(entry);
    waiting.next = null;
    waiting.at = entry.offset();
  }

  /** False when one of them is held in its turn. */
  private boolean deliver(Held waiting, List<LogEntry> entries) {
    for (var entry : entries) {
      if (!rules.mayDeliver(entry)) {
        waiting.next = entry;
        watch(entry);
        return false;
      }
      deliver(waiting, entry);
    }
    return true;
  }

  private void read(Partition partition, Held waiting, @Nullable Throwable failure) {
    waiting.reading = false;
    if (failure instanceof LogGoneException) {
      held.remove(partition);
      rules.lost(partition.log(), partition.number(), waiting.last);
    } else if (failure != null) {
      // Kafka does not answer: nothing new comes either, so there is time.
      loop.schedule(() -> rules.release(), MOST_MILLIS, TimeUnit.MILLISECONDS);
    } else {
      rules.release();
    }
  }

  private void watch(LogEntry entry) {
    loop.schedule(() -> giveUp(entry), MOST_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void giveUp(LogEntry entry) {
    var waiting = held.get(Partition.of(entry));
    if (waiting != null && waiting.next == entry && !rules.mayDeliver(entry)) {
      rules.overdue(entry);
    }
  }
}
