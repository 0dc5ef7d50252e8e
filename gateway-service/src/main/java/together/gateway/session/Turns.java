package together.gateway.session;

import java.util.ArrayDeque;

/**
 * What a socket asks for one after another, each of which may take many steps; bounded. Confined to
 * its event loop.
 */
final class Turns {
  private static final int MOST_WAITING = 64;

  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private boolean taken;

  /** Begins it now or after those before it, until {@link #end}; false when too many wait. */
  boolean begin(Runnable first) {
    if (!taken) {
      taken = true;
      first.run();
      return true;
    }
    if (waiting.size() >= MOST_WAITING) {
      return false;
    }
    waiting.add(first);
    return true;
  }

  /** The one that was begun is done. */
  void end() {
    var next = waiting.poll();
    if (next == null) {
      taken = false;
    } else {
      next.run();
    }
  }
}
