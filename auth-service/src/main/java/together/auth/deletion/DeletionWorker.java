package together.auth.deletion;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Erases accounts whose time is over, one after the other; of several processes each takes others.
 * What another service, or a death of this one, interrupts is done later: each step finds what is
 * left.
 */
@ApplicationScoped
class DeletionWorker {
  private static final Logger log = Logger.getLogger(DeletionWorker.class);
  private static final int POLL_SECONDS = 2;

  private final DeletionRepository deletions;
  private final Erasure erasure;
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("deletions").unstarted(task));

  DeletionWorker(DeletionRepository deletions, Erasure erasure) {
    this.deletions = deletions;
    this.erasure = erasure;
  }

  void start(@Observes StartupEvent event) {
    var _ = worker.scheduleWithFixedDelay(this::work, 1, POLL_SECONDS, TimeUnit.SECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    worker.shutdownNow();
  }

  private void work() {
    try {
      while (!Thread.currentThread().isInterrupted() && eraseNext()) {
        // Another one's time may have come.
      }
    } catch (SQLException | RuntimeException e) {
      log.warnf(e, "deletions wait");
    }
  }

  /** False when nobody's time has come. */
  boolean eraseNext() throws SQLException {
    var taken = QuarkusTransaction.requiringNew().call(deletions::take);
    if (taken.isEmpty()) {
      return false;
    }
    var deletion = taken.get();
    try {
      erasure.erase(deletion);
    } catch (RuntimeException e) {
      deletions.failed(deletion);
      log.warnf("the erasure of user %d waits: %s", deletion.userId(), e.getMessage());
    }
    return true;
  }
}
