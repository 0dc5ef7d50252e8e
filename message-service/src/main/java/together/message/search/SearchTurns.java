package together.message.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import together.message.MessageProblem;

/** A few searches at once: they leave connections, and a core, to posts. */
@ApplicationScoped
class SearchTurns {
  private final Semaphore turns;
  private final long waitMillis;

  SearchTurns(SearchSettings settings) {
    turns = new Semaphore(settings.atOnce());
    waitMillis = settings.mostWait().toMillis();
  }

  /** Waits for a turn; 503 {@code SEARCH_BUSY} when none comes. */
  <T> T take(Supplier<T> search) {
    try {
      if (!turns.tryAcquire(waitMillis, TimeUnit.MILLISECONDS)) {
        throw MessageProblem.SEARCH_BUSY.problem();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw MessageProblem.SEARCH_BUSY.problem();
    }
    try {
      return search.get();
    } finally {
      turns.release();
    }
  }
}
