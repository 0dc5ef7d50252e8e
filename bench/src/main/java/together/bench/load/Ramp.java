package together.bench.load;

import java.io.PrintStream;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Finds the highest rate that is sustained: rising by half, then halving what lies between the last
 * good and the first bad one.
 */
record Ramp(int firstRate, int bisections, double latestMillis) {
  private static final double RISE = 1.5;
  private static final int MOST_STEPS = 14;

  /** The best step that was sustained, if any; prints a row for each. */
  Optional<Step> run(IntFunction<Step> stepAt, PrintStream out) {
    Optional<Step> best = Optional.empty();
    var bad = 0;
    var rate = firstRate;
    for (int steps = 0, halved = 0; steps < MOST_STEPS; steps++) {
      var step = stepAt.apply(rate);
      out.println(step.row());
      if (step.sustained(latestMillis)) {
        best = Optional.of(step);
      } else {
        bad = rate;
      }
      var good = best.map(Step::rate).orElse(0);
      if (bad > 0 && (halved++ == bisections || bad - good <= Math.max(1, good / 20))) {
        break;
      }
      rate = bad == 0 ? (int) Math.ceil(rate * RISE) : (good + bad) / 2;
    }
    return best;
  }
}
