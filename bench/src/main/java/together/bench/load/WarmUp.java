package together.bench.load;

import java.util.Locale;
import together.bench.receive.Receiver;

/**
 * Load until the JVMs have compiled what it needs: at least a minute in all, and until the
 * platform's CPU time a post has stopped falling. What one phase warmed the next finds warm.
 */
final class WarmUp {
  private static final int SECONDS = 10;
  private static final int LEAST_SECONDS = number("WARM_UP", 60);
  private static final int MOST_SECONDS = 2 * LEAST_SECONDS;
  private static final double STEADY = 0.96;
  private static final double GENTLE_SECONDS = 40;

  private int done;
  private double best = Double.MAX_VALUE;
  private String told = "no warm-up";

  private static int number(String setting, int byDefault) {
    var value = System.getenv(setting);
    return value == null || value.isBlank() ? byDefault : Integer.parseInt(value);
  }

  /** Loads as a measurement does; a second phase only shortly. */
  void run(OpenLoop.Posts posts, Receiver receiver, int members, int rate, Step.Clock clock) {
    var steady = done >= LEAST_SECONDS;
    do {
      // Cold JVMs are not yet up to the rate; what they cannot take would only pile up.
      var gentle = Math.max(1, (int) (rate * Math.min(1, (done + SECONDS) / GENTLE_SECONDS)));
      var step = Step.run(posts, receiver, members, gentle, SECONDS, clock);
      var micros = 1e6 * step.cpu().platform() / step.delivery().posts();
      steady = steady || (micros > STEADY * best && done + SECONDS >= LEAST_SECONDS);
      best = Math.min(best, micros);
      done += SECONDS;
      told =
          String.format(
              Locale.ROOT,
              "warmed up by %d s of load in all, until the platform's CPU time a post stood at %.0f µs",
              done,
              micros);
    } while (!steady && done < MOST_SECONDS);
  }

  @Override
  public String toString() {
    return told;
  }
}
