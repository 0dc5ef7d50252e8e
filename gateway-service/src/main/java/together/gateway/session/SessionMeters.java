package together.gateway.session;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;
import together.gateway.frame.CloseCode;
import together.gateway.log.Log;
import together.gateway.log.LogMeters;

/** What the gateway's promises are watched by. */
@ApplicationScoped
public class SessionMeters implements LogMeters {
  private final MeterRegistry registry;
  private final AtomicInteger sockets = new AtomicInteger();
  private final LongAdder deliveries = new LongAdder();
  private final Counter held;
  private final Counter gaps;
  private final Counter slow;
  private final Timer kafka;
  private final Timer fanOut;

  public SessionMeters(MeterRegistry registry) {
    this.registry = registry;
    registry.gauge("together.gateway.sockets", sockets);
    registry.more().counter("together.gateway.deliveries", java.util.List.of(), deliveries);
    held = registry.counter("together.gateway.held");
    gaps = registry.counter("together.gateway.gaps");
    slow = registry.counter("together.gateway.slow.sockets");
    kafka = registry.timer("together.gateway.stage", "stage", "kafka");
    fanOut = registry.timer("together.gateway.stage", "stage", "fan-out");
  }

  void opened() {
    sockets.incrementAndGet();
  }

  int sockets() {
    return sockets.get();
  }

  void gone() {
    sockets.decrementAndGet();
  }

  void delivered() {
    deliveries.increment();
  }

  /** An event came before the guild revision it was allowed at. */
  void held() {
    held.increment();
  }

  /** An event of a guild is missing: its sessions load it anew. */
  void gap() {
    gaps.increment();
  }

  /** A defect: an event did not reach all who may see it. */
  void failed() {
    registry.counter("together.gateway.failed.events").increment();
  }

  void slow() {
    slow.increment();
  }

  void closed(CloseCode code) {
    registry
        .counter("together.gateway.closed", "code", Integer.toString(code.number()))
        .increment();
  }

  @Override
  public void dropped(String why) {
    registry.counter("together.gateway.dropped.records", "why", why).increment();
  }

  @Override
  public void gap(Log log) {
    registry
        .counter("together.gateway.sequence.gaps", "log", log.name().toLowerCase(Locale.ROOT))
        .increment();
  }

  /** Seconds by which this node is behind the logs. */
  <T> void lag(T node, ToDoubleFunction<T> seconds) {
    registry.gauge("together.gateway.lag.seconds", node, seconds);
  }

  /** Sessions that are being loaded or wait for it. */
  void line(WaitingLine line) {
    registry.gauge("together.gateway.loading", line, WaitingLine::length);
  }

  /**
   * From the time stamps of the records of one read, which the outbox rows' creation gives, to
   * their arrival here: the mean. Once a read, since most records are not for anybody here.
   */
  void arrived(long millis) {
    kafka.record(Math.max(0, millis), TimeUnit.MILLISECONDS);
  }

  /** From arrival to the flush of the last socket of an event loop. */
  void fannedOut(long nanos) {
    fanOut.record(nanos, TimeUnit.NANOSECONDS);
  }
}
