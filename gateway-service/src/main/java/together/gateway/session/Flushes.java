package together.gateway.session;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Flushes one event loop's sockets, each once for whatever was queued to it meanwhile. A flush
 * costs a system call a socket, so it is followed by a pause in proportion to what it took: at rest
 * everything goes out at once, at load one flush carries many events. Confined to its event loop.
 */
final class Flushes {
  /** At most one part in so many of the loop's time goes to flushing. */
  private static final long SHARE = 8;

  /** A socket whose queue is flushed. */
  interface Flushable {
    void flush();
  }

  private final EventLoop loop;
  private final long mostPauseNanos;
  private final LongSupplier nanoTime;
  private List<Flushable> touched = new ArrayList<>();
  private List<Flushable> spare = new ArrayList<>();
  private long notBefore;
  private boolean scheduled;
  private boolean flushing;

  Flushes(EventLoop loop, Duration mostPause, LongSupplier nanoTime) {
    this.loop = loop;
    this.mostPauseNanos = mostPause.toNanos();
    this.nanoTime = nanoTime;
    this.notBefore = nanoTime.getAsLong();
  }

  /** Something waits in the socket's queue. Called once until its flush. */
  void add(Flushable socket) {
    touched.add(socket);
  }

  /** Flushes now, or as soon as the pause is over. */
  void flush() {
    if (scheduled || flushing || touched.isEmpty()) {
      return;
    }
    long pause = notBefore - nanoTime.getAsLong();
    if (pause <= 0) {
      flushAll();
    } else {
      flushAfter(pause);
    }
  }

  private void flushAfter(long pauseNanos) {
    scheduled = true;
    loop.schedule(this::pauseIsOver, pauseNanos, TimeUnit.NANOSECONDS);
  }

  private void pauseIsOver() {
    scheduled = false;
    flushAll();
  }

  private void flushAll() {
    long begin = nanoTime.getAsLong();
    var round = touched;
    touched = spare;
    flushing = true;
    try {
      round.forEach(Flushable::flush);
    } finally {
      flushing = false;
      round.clear();
      spare = round;
    }
    long end = nanoTime.getAsLong();
    long pause = Math.min(mostPauseNanos, (end - begin) * (SHARE - 1));
    notBefore = end + pause;
    if (!touched.isEmpty()) {
      // A flush made room, and a replay filled it: the next round's, so that it takes turns.
      flushAfter(pause);
    }
  }
}
