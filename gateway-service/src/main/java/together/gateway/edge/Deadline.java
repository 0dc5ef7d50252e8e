package together.gateway.edge;

import io.vertx.core.Vertx;

/**
 * What must not take forever. Moving it costs nothing: the one timer looks again when it fires.
 * Used on one event loop.
 */
final class Deadline {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Vertx vertx;
  private boolean armed;
  private boolean scheduled;
  private long timer;
  private long firesAt;
  private long expiresAt;
  private Runnable onExpiry = () -> {};

  Deadline(Vertx vertx) {
    this.vertx = vertx;
  }

  /** From now on, instead of what was before: at that {@link System#nanoTime} do this. */
  void at(long nanoTime, Runnable action) {
    expiresAt = nanoTime;
    onExpiry = action;
    armed = true;
    if (!scheduled) {
      schedule();
    } else if (expiresAt - firesAt < 0) {
      vertx.cancelTimer(timer);
      schedule();
    }
  }

  /** As {@link #at}, so long from now. */
  void in(long nanos, Runnable action) {
    at(System.nanoTime() + nanos, action);
  }

  void cancel() {
    armed = false;
    if (scheduled) {
      scheduled = false;
      vertx.cancelTimer(timer);
    }
  }

  private void schedule() {
    long millis = (expiresAt - System.nanoTime()) / NANOS_PER_MILLI + 1;
    scheduled = true;
    firesAt = expiresAt;
    timer = vertx.setTimer(Math.max(1, millis), _ -> look());
  }

  private void look() {
    scheduled = false;
    if (!armed) {
      return;
    }
    if (System.nanoTime() - expiresAt >= 0) {
      armed = false;
      onExpiry.run();
    } else {
      schedule();
    }
  }
}
