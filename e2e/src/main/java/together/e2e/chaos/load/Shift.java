package together.e2e.chaos.load;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Whether the load goes on; what has begun may be finished until the end. */
final class Shift {
  private volatile boolean over;
  private volatile long end = Long.MAX_VALUE;

  boolean over() {
    return over;
  }

  /** Whether what was begun should be given up. */
  boolean late() {
    return over && System.nanoTime() > end;
  }

  void over(long graceNanos) {
    end = System.nanoTime() + graceNanos;
    over = true;
  }

  /** Waits, but not beyond the end of the load. */
  void pause(long millis) {
    var until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (!over && System.nanoTime() < until) {
      LockSupport.parkNanos(
          Math.min(TimeUnit.MILLISECONDS.toNanos(100), until - System.nanoTime()));
    }
  }
}
