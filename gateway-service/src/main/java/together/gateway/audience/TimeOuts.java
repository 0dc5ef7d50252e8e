package together.gateway.audience;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Which of a guild's seats are timed out: most are not, and cost nothing here. A time-out ends by
 * the clock, no event says so. Confined to the event loop.
 */
final class TimeOuts {
  private final InstantSource clock;
  private final Map<Subscriber, Instant> ends = new HashMap<>();

  TimeOuts(InstantSource clock) {
    this.clock = clock;
  }

  /** A moment that is past ends the time-out. */
  void set(Subscriber subscriber, Instant until) {
    if (until.isAfter(clock.instant())) {
      ends.put(subscriber, until);
    } else {
      ends.remove(subscriber);
    }
  }

  void forget(Subscriber subscriber) {
    ends.remove(subscriber);
  }

  boolean isTimedOut(Subscriber subscriber) {
    var end = ends.get(subscriber);
    return end != null && end.isAfter(clock.instant());
  }
}
