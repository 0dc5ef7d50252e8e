package together.bench.load;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** So many writers, each writing the next as soon as the last is acknowledged. */
final class ClosedLoop {

  /** A writer of its own for each thread. */
  interface Writers {
    Writer writer(int number) throws Exception;
  }

  /** Writes one, returns when it is durable. */
  interface Writer extends AutoCloseable {
    void write() throws Exception;

    @Override
    default void close() throws SQLException {}
  }

  private ClosedLoop() {}

  /** Acknowledged writes a second, after the warm-up. */
  static double run(Writers writers, int concurrency, Duration warmUp, Duration time) {
    var count = new LongAdder();
    var over = new AtomicBoolean();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running =
          IntStream.range(0, concurrency)
              .mapToObj(number -> threads.submit(writing(writers, number, count, over)))
              .toList();
      pause(warmUp);
      var before = count.sum();
      var began = System.nanoTime();
      pause(time);
      var written = count.sum() - before;
      var seconds = (System.nanoTime() - began) / 1e9;
      over.set(true);
      for (var writer : running) {
        writer.get();
      }
      return written / seconds;
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e.getCause() == null ? e : e.getCause());
    }
  }

  private static Callable<Boolean> writing(
      Writers writers, int number, LongAdder count, AtomicBoolean over) {
    return () -> {
      try (var writer = writers.writer(number)) {
        while (!over.get()) {
          writer.write();
          count.increment();
        }
      } catch (Exception e) {
        over.set(true);
        throw e;
      }
      return true;
    };
  }

  static void pause(Duration time) {
    var end = System.nanoTime() + time.toNanos();
    for (var left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
