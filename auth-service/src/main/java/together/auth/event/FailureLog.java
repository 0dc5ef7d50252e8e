package together.auth.event;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import together.auth.device.Device;

/**
 * Writes down wrong passwords behind the answer, which would otherwise come later for a name that
 * somebody has than for one that nobody has. What a flood brings beyond a thousand is only counted.
 */
@ApplicationScoped
public class FailureLog {
  private static final Logger log = Logger.getLogger(FailureLog.class);
  private static final int MOST_WAITING = 1_000;

  private final SecurityEvents events;
  private final Counter dropped;
  private final ThreadPoolExecutor writer;

  FailureLog(SecurityEvents events, MeterRegistry metrics) {
    this.events = events;
    dropped =
        Counter.builder("together_auth_dropped_failures")
            .description("Wrong passwords that were not written down")
            .register(metrics);
    writer =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().daemon().name("failure-log").factory(),
            (task, executor) -> dropped.increment());
    writer.allowCoreThreadTimeOut(true);
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    writer.shutdown();
    if (!writer.awaitTermination(1, TimeUnit.SECONDS)) {
      writer.shutdownNow();
    }
  }

  /** Returns at once. */
  public void add(SecurityEventType type, long userId, Device device) {
    writer.execute(() -> write(type, userId, device));
  }

  private void write(SecurityEventType type, long userId, Device device) {
    try {
      QuarkusTransaction.requiringNew()
          .run(() -> {
            try {
              events.add(type, userId, null, device);
            } catch (java.sql.SQLException e) {
              throw new IllegalStateException(e);
            }
          });
    } catch (RuntimeException e) {
      dropped.increment();
      log.warnf(e, "a failure of user %d is not written down", userId);
    }
  }
}
