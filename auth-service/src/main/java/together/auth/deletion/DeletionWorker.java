package together.auth.deletion;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import org.jboss.logging.Logger;
import together.auth.queue.QueueAges;
import together.auth.queue.QueueWorker;

/**
 * Erases accounts whose time is over, one after the other; of several processes each takes others.
 * What another service, or a death of this one, interrupts is done later: each step finds what is
 * left.
 */
@ApplicationScoped
class DeletionWorker {
  private static final Logger log = Logger.getLogger(DeletionWorker.class);

  private final DeletionRepository deletions;
  private final Erasure erasure;
  private final QueueWorker worker;

  DeletionWorker(DeletionRepository deletions, Erasure erasure, QueueAges ages) {
    this.deletions = deletions;
    this.erasure = erasure;
    worker = new QueueWorker("deletions", this::eraseNext, ages.of("deletions", deletions::eldest));
  }

  void start(@Observes StartupEvent event) {
    worker.start();
  }

  void stop(@Observes ShutdownEvent event) {
    worker.stop();
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
