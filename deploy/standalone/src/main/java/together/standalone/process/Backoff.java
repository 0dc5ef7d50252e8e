package together.standalone.process;

import java.time.Duration;

/** How long to wait before the next start: doubled each time, from anew after a long run. */
final class Backoff {
  static final Duration FIRST = Duration.ofMillis(200);
  static final Duration LAST = Duration.ofSeconds(10);

  /** A process that ran this long did not fail for the reason it failed before. */
  static final Duration LONG_RUN = Duration.ofSeconds(60);

  private Duration next = FIRST;

  /**
   * @param run how long the process that just ended had run
   */
  Duration after(Duration run) {
    if (run.compareTo(LONG_RUN) >= 0) {
      next = FIRST;
    }
    var wait = next;
    var doubled = next.multipliedBy(2);
    next = doubled.compareTo(LAST) > 0 ? LAST : doubled;
    return wait;
  }
}
