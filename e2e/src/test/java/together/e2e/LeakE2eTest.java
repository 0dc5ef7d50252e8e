package together.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/**
 * With two gateway nodes nobody is told what they may not see, and whoever may see something is
 * told. {@code -Dtogether.leak.seed} and {@code -Dtogether.leak.rounds} choose another run.
 */
class LeakE2eTest {
  private static final int ROUNDS = 300;
  private static final int SOAK_ROUNDS = 10_000;
  private static final int MOST_MINUTES = 60;

  private static SharedPlatform platform;

  @BeforeAll
  static void start() {
    platform = SharedPlatform.start("leak", Map.of("TOGETHER_GATEWAYS", "2"));
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  @Test
  @Timeout(value = MOST_MINUTES, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
  void nothingComesToWhoMayNotSeeItAndAllToWhoMay() {
    int rounds =
        Integer.getInteger(
            "together.leak.rounds", Boolean.getBoolean("together.soak") ? SOAK_ROUNDS : ROUNDS);
    long seed = Long.getLong("together.leak.seed", 1);
    long began = System.nanoTime();
    try (var run = new LeakRun(platform, seed)) {
      var found = run.run(rounds);
      System.out.printf(
          "leak check: seed %d, %d rounds in %d s, %s%n",
          seed, rounds, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began), run.told());
      assertEquals(List.of(), found.leaks(), () -> "leaks, seed " + seed);
      assertEquals(List.of(), found.losses(), () -> "losses, seed " + seed);
      assertEquals(List.of(), found.doubles(), () -> "doubles, seed " + seed);
    }
  }
}
