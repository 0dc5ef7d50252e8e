package together.bench.seed;

import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Does something for each of many, so many at a time, each on a virtual thread of its own. */
public final class Parallel {

  private Parallel() {}

  /** Returns when all are done; the first failure is thrown, after those begun have ended. */
  public static <T> void forEach(Collection<T> items, int atATime, Consumer<T> action) {
    var permits = new Semaphore(atATime);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running =
          items.stream()
              .map(item ->
                  threads.submit(() -> {
                    permits.acquireUninterruptibly();
                    try {
                      action.accept(item);
                    } finally {
                      permits.release();
                    }
                  }))
              .toList();
      try {
        for (var task : running) {
          task.get();
        }
      } catch (ExecutionException | InterruptedException e) {
        running.forEach(task -> task.cancel(true));
        throw new IllegalStateException(e.getCause() == null ? e : e.getCause());
      }
    }
  }
}
