package together.message.search;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import together.message.MessageProblem;

/** A few searches at once: they leave connections, and a core, to posts. */
@ApplicationScoped
class SearchTurns {
  private final Semaphore turns;
  private final long waitMillis;
  private final Timer times;

  SearchTurns(SearchSettings settings, MeterRegistry meters) {
    times =
        Timer.builder("together.search")
            .description("From a search's turn to its hits")
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(1))
            .maximumExpectedValue(Duration.ofSeconds(5))
            .register(meters);
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
    long begin = System.nanoTime();
    try {
      return search.get();
    } finally {
      times.record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
      turns.release();
    }
  }
}
