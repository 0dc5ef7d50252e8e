package together.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** Posters at work while something happens to the platform. */
final class Crew {
  private final List<Poster> posters;
  private final List<Future<?>> running = new ArrayList<>();

  Crew(List<Poster> posters) {
    this.posters = List.copyOf(posters);
  }

  /** Something that happens while they work. */
  interface Faults {
    void happen() throws Exception;
  }

  /** Returns when all has happened and everybody has what was asked for last. */
  void workDuring(Faults faults) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      posters.forEach(poster -> running.add(threads.submit(poster)));
      try {
        faults.happen();
      } finally {
        posters.forEach(Poster::finish);
      }
      for (var poster : running) {
        poster.get();
      }
    }
  }

  /** Waits until so many more are acknowledged. */
  void awaitMore(int more) throws ExecutionException, InterruptedException {
    var goal = count() + more;
    var deadline = System.nanoTime() + Limits.RECOVERY.toNanos();
    while (count() < goal) {
      for (var poster : running) {
        if (poster.isDone()) {
          // Throws what ended it.
          poster.get();
        }
      }
      assertTrue(System.nanoTime() < deadline, () -> "posting stands still at " + count());
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  int count() {
    return posters.stream().mapToInt(poster -> poster.acknowledged().size()).sum();
  }

  /** Ids by nonce. */
  Map<String, String> acknowledged() {
    var all = new HashMap<String, String>();
    posters.forEach(poster -> all.putAll(poster.acknowledged()));
    return all;
  }
}
