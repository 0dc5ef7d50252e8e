package together.e2e.chaos.check;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether somebody may see a channel, over time, as far as it is known from outside: while a change
 * is under way nobody can say. Times are of {@link System#nanoTime()}. Safe for every thread.
 */
public final class Sight {
  public enum State {
    SEEN,
    HIDDEN,
    UNSURE
  }

  private record Stretch(long from, State state) {}

  private final List<Stretch> stretches = new ArrayList<>();

  public Sight(State first, long now) {
    stretches.add(new Stretch(now, first));
  }

  /** One that never changes. */
  public static Sight always() {
    return new Sight(State.SEEN, Long.MIN_VALUE);
  }

  public synchronized void becomes(State state, long now) {
    stretches.add(new Stretch(now, state));
  }

  public synchronized State now() {
    return stretches.getLast().state();
  }

  /** Whether nothing but this state held from one moment to another; false before the first. */
  public synchronized boolean throughout(State state, long from, long to) {
    if (from < stretches.getFirst().from()) {
      return false;
    }
    for (var index = 0; index < stretches.size(); index++) {
      var end = index + 1 < stretches.size() ? stretches.get(index + 1).from() : Long.MAX_VALUE;
      var overlaps = stretches.get(index).from() <= to && end > from;
      if (overlaps && stretches.get(index).state() != state) {
        return false;
      }
    }
    return true;
  }
}
