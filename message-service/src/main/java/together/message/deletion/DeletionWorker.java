package together.message.deletion;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Deletes what is due, a step of each kind after the other with a pause between the rounds, so that
 * posts hardly notice; several processes share the work.
 */
@ApplicationScoped
public class DeletionWorker {
  private static final Logger log = Logger.getLogger(DeletionWorker.class);
  private static final long IDLE_MILLIS = 1_000;

  private final List<SmallSteps> kinds;
  private final long pauseMillis;
  private final Semaphore planned = new Semaphore(0);
  private final Thread thread = Thread.ofVirtual().name("deletions").unstarted(this::run);
  private volatile boolean running = true;

  DeletionWorker(
      @All List<SmallSteps> kinds,
      @ConfigProperty(name = "together.deletion.pause") Duration pause) {
    this.kinds = kinds;
    pauseMillis = pause.toMillis();
  }

  void start(@Observes StartupEvent event) {
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) {
    running = false;
    planned.release();
  }

  /** Something is to be deleted. */
  public void wake() {
    planned.release();
  }

  private void run() {
    while (running) {
      boolean worked = false;
      for (var kind : kinds) {
        worked |= step(kind);
      }
      await(worked ? pauseMillis : IDLE_MILLIS);
    }
  }

  private static boolean step(SmallSteps kind) {
    try {
      return kind.step();
    } catch (RuntimeException e) {
      // It is still planned: the next round does it again.
      log.warnf("a deletion waits: %s", e.getMessage());
      return false;
    }
  }

  private void await(long millis) {
    try {
      if (planned.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
        planned.drainPermits();
      }
    } catch (InterruptedException e) {
      running = false;
      Thread.currentThread().interrupt();
    }
  }
}
