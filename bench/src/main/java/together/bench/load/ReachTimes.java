package together.bench.load;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** What an operation took in one server, and the platform's CPU time meanwhile. */
final class ReachTimes {
  /** Below what the edge lets one user ask a second. */
  private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(8);

  private final Histogram micros = new Histogram(3);
  private double cpuSeconds;

  /**
   * One after the other, so many a second.
   *
   * @param from number of the first: no operation has the same twice in one server
   */
  static ReachTimes of(
      Target target, ReachServer server, ReachOperation operation, int from, int count) {
    var times = new ReachTimes();
    var cpu = target.cpu();
    for (int number = from; number < from + count; number++) {
      var began = System.nanoTime();
      operation.run(server, number);
      var taken = System.nanoTime() - began;
      times.micros.recordValue(TimeUnit.NANOSECONDS.toMicros(taken));
      LockSupport.parkNanos(PACE_NANOS - taken);
    }
    times.cpuSeconds = target.cpu().since(cpu).platform();
    return times;
  }

  void add(ReachTimes more) {
    micros.add(more.micros);
    cpuSeconds += more.cpuSeconds;
  }

  double millis(double percentile) {
    return micros.getValueAtPercentile(percentile) / 1000.0;
  }

  double cpuMicros() {
    return 1e6 * cpuSeconds / micros.getTotalCount();
  }
}
