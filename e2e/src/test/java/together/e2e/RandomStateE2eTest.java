package together.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** State and events since == the state of who connects now, whatever was done in between. */
class RandomStateE2eTest {
  private static final int STEPS = 1_000;

  /** Runs that a failing sequence may cost to be made shorter. */
  private static final int MOST_RUNS = 40;

  @ParameterizedTest
  @ValueSource(longs = {1})
  void whoWatchedKnowsWhatAFreshOneIsTold(long seed) {
    var steps = ServerStep.random(seed, STEPS);
    try (var server = new WatchedServer()) {
      steps.forEach(server::take);
      var differences = server.differences();
      if (!differences.isEmpty()) {
        var shortest = shrink(steps);
        throw new AssertionError(
            "seed %d, the shortest of its parts that fails: %s%n%s"
                .formatted(seed, shortest, String.join("\n", differences)));
      }
      assertEquals(EnumSet.allOf(ServerStep.Kind.class), server.done());
    }
  }

  private static boolean fails(List<ServerStep> steps) {
    try (var server = new WatchedServer()) {
      steps.forEach(server::take);
      return !server.differences().isEmpty();
    }
  }

  /** Leaves out ever smaller parts, as long as what is left still fails. */
  private static List<ServerStep> shrink(List<ServerStep> failing) {
    var shortest = failing;
    int runs = 0;
    for (int part = failing.size() / 2; part >= 1 && runs < MOST_RUNS; part /= 2) {
      for (int from = 0; from < shortest.size() && runs < MOST_RUNS; runs++) {
        var without = new ArrayList<>(shortest.subList(0, from));
        without.addAll(shortest.subList(Math.min(from + part, shortest.size()), shortest.size()));
        if (fails(without)) {
          shortest = without;
        } else {
          from += part;
        }
      }
    }
    return shortest;
  }
}
