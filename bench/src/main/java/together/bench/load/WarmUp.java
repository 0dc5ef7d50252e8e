package together.bench.load;

import java.util.List;
import java.util.Locale;
import together.bench.receive.Receiver;

/**
 * Load until the JVMs have compiled what it needs: many posts that nobody receives, at least a
 * minute and a half and until the platform's CPU time a post has stopped falling; then the load of
 * the phase itself. What one phase warmed the next finds warm.
 */
final class WarmUp {
  private static final int SECONDS = 10;
  private static final int RATE = 600;
  private static final int AUTHORS = 100;
  private static final int LEAST_SECONDS = number("WARM_UP", 90);
  private static final int MOST_SECONDS = 2 * LEAST_SECONDS;
  private static final double STEADY = 0.96;
  private static final double GENTLE_SECONDS = 50;

  private final Target target;
  private int done;
  private double last;
  private double best = Double.MAX_VALUE;

  WarmUp(Target target) {
    this.target = target;
  }

  private static int number(String setting, int byDefault) {
    var value = System.getenv(setting);
    return value == null || value.isBlank() ? byDefault : Integer.parseInt(value);
  }

  /** Returns when the platform is warm and has had some of the load that is measured next. */
  void run(OpenLoop.Posts posts, Receiver receiver, int members, int rate) {
    posts();
    var _ = Step.run(posts, receiver, members, Math.min(rate, RATE), SECONDS, target::cpu);
  }

  /** Nothing but the posts, unless an earlier phase had them. */
  void posts() {
    if (done >= LEAST_SECONDS) {
      return;
    }
    var crowd = target.strangers(AUTHORS, "warm-up");
    var posts = new HttpPosts(target, crowd, AUTHORS, crowd.channel("warm-up"));
    try (var nobody = target.connect(List.of())) {
      var steady = false;
      while (!steady && done < MOST_SECONDS) {
        // Cold JVMs are not yet up to the rate; what they cannot take would only pile up.
        var rate = (int) (RATE * Math.min(1, (done + SECONDS) / GENTLE_SECONDS));
        var step = Step.run(posts, nobody, 0, rate, SECONDS, target::cpu);
        last = 1e6 * step.cpu().platform() / step.delivery().posts();
        done += SECONDS;
        steady = done >= LEAST_SECONDS && last > STEADY * best;
        best = Math.min(best, last);
      }
    }
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "Warmed up by %d s of posts, up to %d a second, until the platform's CPU time a post stood at %.0f µs",
        done,
        RATE,
        last);
  }
}
