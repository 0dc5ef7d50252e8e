package together.e2e;

import java.time.Duration;

/** How long a test waits before it calls something missing: far above what is promised. */
final class Limits {
  static final Duration ANSWER = Duration.ofSeconds(20);

  /** A killed process is back and everybody has resumed. */
  static final Duration RECOVERY = Duration.ofMinutes(2);

  private Limits() {}
}
