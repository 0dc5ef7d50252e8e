package together.auth.queue;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * {@code together_auth_queue_age_seconds{queue}}: how long the eldest work waits that is due and
 * not done. Each process tells it of the whole queue.
 */
@ApplicationScoped
public class QueueAges {
  private final MeterRegistry meters;
  private final Clock clock;
  private final List<Gauge> gauges = new CopyOnWriteArrayList<>();

  QueueAges(MeterRegistry meters, Clock clock) {
    this.meters = meters;
    this.clock = clock;
  }

  /** The age of one more queue; lives as long as its worker. */
  public QueueAge of(String queue, QueueAge.Eldest eldest) {
    var age = new QueueAge(eldest, clock);
    gauges.add(
        Gauge.builder("together.auth.queue.age.seconds", age, QueueAge::seconds)
            .description("How long the eldest work waits that is due and not done")
            .tag("queue", queue)
            .register(meters));
    return age;
  }

  /** In dev mode and in tests the registry lives on, and would tell of this run's workers. */
  void stop(@Observes ShutdownEvent event) {
    gauges.forEach(meters::remove);
  }
}
