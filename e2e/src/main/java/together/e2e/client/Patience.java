package together.e2e.client;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * How long to ask again while the platform says "later" or says nothing.
 *
 * <p>Only for what may be asked twice: reads, replacing writes, and posts with a nonce, which keeps
 * them single.
 *
 * @param limit zero: asked once
 */
public record Patience(Duration limit) {
  public static final Patience NONE = new Patience(Duration.ZERO);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /** Calls until an answer is final; the last failure is thrown when patience ends. */
  public <T> T ask(Supplier<T> call) {
    var deadline = System.nanoTime() + limit.toNanos();
    var pause = FIRST_PAUSE;
    while (true) {
      try {
        return call.get();
      } catch (ApiException e) {
        if (!e.passing() || System.nanoTime() > deadline) {
          throw e;
        }
      } catch (UnreachableException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
      }
      LockSupport.parkNanos(pause.toNanos());
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
              ? LONGEST_PAUSE
              : pause.multipliedBy(2);
    }
  }
}
