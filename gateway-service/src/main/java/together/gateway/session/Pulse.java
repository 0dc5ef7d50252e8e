package together.gateway.session;

import java.util.concurrent.TimeUnit;

/** How long one socket has been open, and how long silent. Confined to its event loop. */
final class Pulse {
  private final long openedNanos = System.nanoTime();
  private long heardNanos = openedNanos;

  void heard() {
    heardNanos = System.nanoTime();
  }

  long silentMillis() {
    return millisSince(heardNanos);
  }

  long openMillis() {
    return millisSince(openedNanos);
  }

  private static long millisSince(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }
}
