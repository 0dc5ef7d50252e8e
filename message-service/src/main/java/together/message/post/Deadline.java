package together.message.post;

import java.time.Duration;

/**
 * Until when a request must be answered.
 *
 * @param nanos on {@link System#nanoTime}'s scale
 */
public record Deadline(long nanos) {
  public static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** Zero or less when it has passed. */
  public long remainingNanos() {
    return nanos - System.nanoTime();
  }
}
