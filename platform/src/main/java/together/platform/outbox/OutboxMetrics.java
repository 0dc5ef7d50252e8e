package together.platform.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * {@code outbox_lag_seconds}, {@code outbox_failures_total} and {@code
 * together_outbox_stage_seconds{stage=relay|kafka}}, observed once per event: from its insertion
 * until the relay has read it, from there until Kafka has acknowledged it.
 */
final class OutboxMetrics {
  private final Counter failures;
  private final Timer relay;
  private final Timer kafka;

  /**
   * When the oldest row that waits was written, as {@code System.nanoTime()}; so that the lag grows
   * while Kafka is away.
   */
  private final AtomicReference<@Nullable Long> oldestNanos = new AtomicReference<>();

  OutboxMetrics(MeterRegistry meters) {
    meters.gauge("outbox.lag.seconds", oldestNanos, oldest -> secondsSince(oldest.get()));
    failures = meters.counter("outbox.failures");
    relay = stage(meters, "relay");
    kafka = stage(meters, "kafka");
  }

  private static Timer stage(MeterRegistry meters, String name) {
    return Timer.builder("together.outbox.stage")
        .description("Time an event spends in a stage")
        .tag("stage", name)
        .register(meters);
  }

  private static double secondsSince(@Nullable Long nanos) {
    return nanos == null ? 0 : (System.nanoTime() - nanos) / 1e9;
  }

  void failed() {
    failures.increment();
  }

  /** These were read, in id order; none: nothing waits. */
  void waiting(List<OutboxRow> rows) {
    oldestNanos.set(
        rows.isEmpty()
            ? null
            : System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(rows.getFirst().ageMillis()));
    rows.forEach(row -> relay.record(row.ageMillis(), TimeUnit.MILLISECONDS));
  }

  void acknowledged(List<OutboxRow> rows, long nanos) {
    rows.forEach(_ -> kafka.record(nanos, TimeUnit.NANOSECONDS));
  }
}
