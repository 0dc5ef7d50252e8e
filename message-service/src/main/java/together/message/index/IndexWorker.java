package together.message.index;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import together.message.index.Backlog.Page;
import together.message.store.Transactions;

/**
 * Keeps the index: looks for what there is to be done, a page of scopes after the other, and does
 * it with pauses between, so that posts hardly notice. Several processes share the work.
 */
@ApplicationScoped
class IndexWorker {
  private static final Logger log = Logger.getLogger(IndexWorker.class);
  private static final int SCOPES = 200;

  private final Transactions transactions;
  private final Backlog backlog;
  private final Indexer indexer;
  private final GoneScopes gone;
  private final IndexSettings settings;
  private final Semaphore stopped = new Semaphore(0);
  private final Thread thread = Thread.ofVirtual().name("search-index").unstarted(this::run);
  private volatile boolean running = true;
  private long lastGuild;
  private long lastPrivate;

  IndexWorker(
      Transactions transactions,
      Backlog backlog,
      Indexer indexer,
      GoneScopes gone,
      IndexSettings settings) {
    this.transactions = transactions;
    this.backlog = backlog;
    this.indexer = indexer;
    this.gone = gone;
    this.settings = settings;
  }

  void start(@Observes StartupEvent event) {
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) {
    running = false;
    stopped.release();
  }

  private void run() {
    while (running) {
      try {
        var guilds = transactions.read(c -> backlog.guilds(c, lastGuild, settings.least(), SCOPES));
        lastGuild = guilds.last();
        work(guilds);
        var privates =
            transactions.read(c -> backlog.privates(c, lastPrivate, settings.least(), SCOPES));
        lastPrivate = privates.last();
        work(privates);
        while (running && gone.step()) {
          rest(settings.pause().toMillis());
        }
      } catch (RuntimeException e) {
        // It is still to be done: the next round finds it again.
        log.warnf("the search index waits: %s", e.getMessage());
      }
      rest(settings.interval().toMillis());
    }
  }

  private void work(Page page) {
    for (var scope : page.behind()) {
      while (running && indexer.advance(scope)) {
        rest(settings.pause().toMillis());
      }
    }
  }

  private void rest(long millis) {
    try {
      if (stopped.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
        running = false;
      }
    } catch (InterruptedException e) {
      running = false;
      Thread.currentThread().interrupt();
    }
  }
}
