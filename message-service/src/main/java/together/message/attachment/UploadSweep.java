package together.message.attachment;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import together.message.file.FileStore;
import together.message.store.Transactions;
import together.platform.id.Snowflakes;

/**
 * Deletes files that no message carries: uploads nobody used, uploads that broke off, and what
 * deleted messages left. Several processes share the work; what fails is done the next time.
 */
@ApplicationScoped
class UploadSweep {
  private static final Logger log = Logger.getLogger(UploadSweep.class);
  private static final int BATCH = 50;

  private final Transactions transactions;
  private final UploadRepository uploads;
  private final FileStore store;
  private final AttachmentSettings settings;
  private final Clock clock;
  private final Semaphore ended = new Semaphore(0);

  UploadSweep(
      Transactions transactions,
      UploadRepository uploads,
      FileStore store,
      AttachmentSettings settings,
      Clock clock) {
    this.transactions = transactions;
    this.uploads = uploads;
    this.store = store;
    this.settings = settings;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    Thread.ofVirtual().name("attachment-sweep").start(this::run);
  }

  void stop(@Observes ShutdownEvent event) {
    ended.release();
  }

  private void run() {
    try {
      while (!ended.tryAcquire(settings.sweepEvery().toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          sweep();
        } catch (RuntimeException e) {
          log.warnf("files wait to be deleted: %s", e.getMessage());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Deletes all that may go now; how many there were. */
  int sweep() {
    long before = Snowflakes.floor(clock.instant().minus(settings.unusedFor()).toEpochMilli());
    int swept = 0;
    while (true) {
      var doomed = transactions.write(connection -> uploads.doom(connection, before, BATCH));
      for (var upload : doomed) {
        store.delete(upload.key());
        store.delete(upload.previewKey());
        transactions.write(connection -> {
          uploads.refund(connection, upload);
          return true;
        });
      }
      swept += doomed.size();
      if (doomed.size() < BATCH) {
        return swept;
      }
    }
  }
}
