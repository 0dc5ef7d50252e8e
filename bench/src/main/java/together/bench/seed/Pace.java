package together.bench.seed;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Lets so many pass a second, evenly, whoever asks. */
final class Pace {
  private final long intervalNanos;
  private final AtomicLong next = new AtomicLong(System.nanoTime());

  Pace(int perSecond) {
    intervalNanos = 1_000_000_000L / perSecond;
  }

  /** Waits for one's turn; turns that nobody took are not made up for. */
  void turn() {
    var now = System.nanoTime();
    var mine = next.getAndUpdate(turn -> Math.max(turn, now) + intervalNanos);
    for (var left = mine - now; left > 0; left = mine - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
