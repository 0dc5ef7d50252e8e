package together.gateway.session;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import together.gateway.log.Log;
import together.gateway.log.LogEntry;

/**
 * Holds back a partition from the first event on that may not be delivered yet, so that its order
 * stays. Confined to its event loop.
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
  }

  private final EventLoop loop;
  private final Rules rules;
  private final SessionMeters meters;
  private final Map<Partition, ArrayDeque<LogEntry>> held = new HashMap<>();

  private record Partition(Log log, int number) {
    static Partition of(LogEntry entry) {
      return new Partition(entry.log(), entry.partition());
    }
  }

  Holding(EventLoop loop, Rules rules, SessionMeters meters) {
    this.loop = loop;
    this.rules = rules;
    this.meters = meters;
  }

  /** Delivers the next event of a partition, or holds it. */
  void accept(LogEntry entry) {
    var waiting = held.get(Partition.of(entry));
    if (waiting != null) {
      waiting.add(entry);
    } else if (rules.mayDeliver(entry)) {
      rules.deliver(entry);
    } else {
      meters.held();
      held.put(Partition.of(entry), new ArrayDeque<>(List.of(entry)));
      watch(entry);
    }
  }

  /** Lets go what may be delivered by now. */
  void release() {
    if (held.isEmpty()) {
      return;
    }
    for (var partition : List.copyOf(held.entrySet())) {
      var waiting = partition.getValue();
      boolean moved = false;
      while (!waiting.isEmpty() && rules.mayDeliver(waiting.element())) {
        rules.deliver(waiting.remove());
        moved = true;
      }
      if (waiting.isEmpty()) {
        held.remove(partition.getKey());
      } else if (moved) {
        watch(waiting.element());
      }
    }
  }

  private void watch(LogEntry entry) {
    loop.schedule(() -> giveUp(entry), MOST_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void giveUp(LogEntry entry) {
    var waiting = held.get(Partition.of(entry));
    if (waiting != null && waiting.peek() == entry && !rules.mayDeliver(entry)) {
      rules.overdue(entry);
    }
  }
}
