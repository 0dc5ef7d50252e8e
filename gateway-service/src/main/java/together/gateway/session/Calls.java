package together.gateway.session;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A socket's calls to other services, one after another, so that one socket's sends keep their
 * order; bounded. Thread-safe.
 */
final class Calls {
  private static final Logger log = Logger.getLogger(Calls.class);
  private static final int MOST_WAITING = 64;

  private final Executor threads;
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private @Nullable Runnable atEnd;
  private boolean running;
  private boolean ended;

  Calls(Executor threads) {
    this.threads = threads;
  }

  /** Queues a blocking call; false when too many wait. */
  synchronized boolean submit(Runnable call) {
    if (ended || waiting.size() >= MOST_WAITING) {
      return false;
    }
    enqueue(call);
    return true;
  }

  /** What is still to be done once the socket is gone, after the calls before it. */
  synchronized void atEnd(Runnable call) {
    atEnd = call;
  }

  synchronized void end() {
    if (!ended) {
      ended = true;
      if (atEnd != null) {
        enqueue(atEnd);
      }
    }
  }

  private void enqueue(Runnable call) {
    waiting.add(call);
    if (!running) {
      running = true;
      threads.execute(this::run);
    }
  }

  private void run() {
    while (true) {
      Runnable next;
      synchronized (this) {
        next = waiting.poll();
        if (next == null) {
          running = false;
          return;
        }
      }
      try {
        next.run();
      } catch (RuntimeException e) {
        // A defect; the calls behind it are no part of it.
        log.error("a call failed unanswered", e);
      }
    }
  }
}
