package together.gateway.edge;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Keeps requests from a service that does not answer (Nygard, Release It!, "Circuit Breaker"): open
 * after so many failures in a row, then one request passes each {@link #PAUSE_NANOS} as a probe,
 * and the first answer closes it. A probe whose client leaves needs no undoing: the next pause lets
 * another pass. Thread-safe, never blocks.
 */
final class CircuitBreaker {
  static final int MOST_FAILURES = 10;
  static final long PAUSE_NANOS = 1_000_000_000;

  private final LongSupplier nanoTime;
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicLong nextProbe = new AtomicLong();

  CircuitBreaker(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Whether a request may go to the service now. */
  boolean lets() {
    if (!isOpen()) {
      return true;
    }
    long now = nanoTime.getAsLong();
    long probe = nextProbe.get();
    return now - probe >= 0 && nextProbe.compareAndSet(probe, now + PAUSE_NANOS);
  }

  /** The head of an answer came, whatever it says and becomes of its body. */
  boolean answered() {
    return failures.get() != 0 && failures.getAndSet(0) >= MOST_FAILURES;
  }

  /** It gave none. True when this opened the circuit. */
  boolean failed() {
    int before = failures.getAndUpdate(count -> Math.min(count + 1, MOST_FAILURES));
    if (before == MOST_FAILURES - 1) {
      nextProbe.set(nanoTime.getAsLong() + PAUSE_NANOS);
      return true;
    }
    return false;
  }

  boolean isOpen() {
    return failures.get() >= MOST_FAILURES;
  }
}
