package together.auth.testing;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** What the service tells of its queues. */
@ApplicationScoped
public class Queues {
  private final MeterRegistry meters;

  Queues(MeterRegistry meters) {
    this.meters = meters;
  }

  /** Seconds that the eldest work of the queue waits. */
  public double age(String queue) {
    return meters.get("together.auth.queue.age.seconds").tag("queue", queue).gauge().value();
  }
}
