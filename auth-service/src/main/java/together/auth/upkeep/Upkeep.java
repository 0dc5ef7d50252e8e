package together.auth.upkeep;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Runs all {@link Purge}s every ten minutes. A clock that has jumped by more than a minute since
 * the last time deletes nothing: what looks a month old then may be of today.
 */
@ApplicationScoped
public class Upkeep {
  private static final Logger log = Logger.getLogger(Upkeep.class);
  private static final Duration TOLERANCE = Duration.ofMinutes(1);
  private static final int MINUTES = 10;

  private final Iterable<Purge> purges;
  private final Clock clock;
  private final LongSupplier nanos;
  private final ScheduledExecutorService upkeep =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("upkeep").unstarted(task));
  private Instant lastLook;
  private long lastNanos;

  @jakarta.inject.Inject
  Upkeep(@Any Instance<Purge> purges, Clock clock) {
    this(purges, clock, System::nanoTime);
  }

  /**
   * @param nanos a clock that does not jump
   */
  Upkeep(Iterable<Purge> purges, Clock clock, LongSupplier nanos) {
    this.purges = purges;
    this.clock = clock;
    this.nanos = nanos;
    lastLook = clock.instant();
    lastNanos = nanos.getAsLong();
  }

  void start(@Observes StartupEvent event) {
    var _ = upkeep.scheduleWithFixedDelay(this::look, MINUTES, MINUTES, TimeUnit.MINUTES);
  }

  void stop(@Observes ShutdownEvent event) {
    upkeep.shutdownNow();
  }

  /** Purges, unless the clock has jumped since the last look. */
  synchronized void look() {
    var now = clock.instant();
    long passed = nanos.getAsLong();
    var jump = Duration.between(lastLook, now).minusNanos(passed - lastNanos).abs();
    lastLook = now;
    lastNanos = passed;
    if (jump.compareTo(TOLERANCE) > 0) {
      log.warnf("the clock has jumped by %s: nothing is deleted this time", jump);
      return;
    }
    for (var purge : purges) {
      purgeAll(purge, now);
    }
  }

  private static void purgeAll(Purge purge, Instant now) {
    try {
      while (QuarkusTransaction.requiringNew().call(() -> purge.purge(now))) {
        // Each step is a transaction of its own: nobody waits for a large one.
      }
    } catch (RuntimeException e) {
      log.warnf(e, "%s, again in %d minutes", purge.getClass().getSimpleName(), MINUTES);
    }
  }
}
