package together.e2e.chaos;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** The short form of {@code make chaos}; {@code make soak} holds the long one. */
class ChaosE2eTest {
  private static final long SEED = 3;

  /** The long form with its beginning and end; the short one is told earlier by its own limits. */
  private static final int SOAK_MINUTES = 50;

  private static final boolean SOAK = Boolean.getBoolean("together.soak");

  @Test
  @Timeout(value = SOAK_MINUTES, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
  void everyPromiseHoldsWhileEverythingBreaks() throws Exception {
    var settings =
        SOAK
            ? new ChaosSettings(Duration.ofMinutes(30), SEED, 200, 2)
            : new ChaosSettings(Duration.ofMinutes(3), SEED, 40, 2);
    // Below target, so that the logs of a failed run are there to read.
    var directory = Path.of("target", "chaos").toAbsolutePath();
    Directories.delete(directory);

    var report = new ChaosRun(settings, System.out::println).run(directory);

    report.lines().forEach(System.out::println);
    assertTrue(report.good(), () -> String.join("\n", report.lines()));
    assertTrue(report.load().delivered() > 0, "a run in which nothing comes shows nothing");
    assertTrue(report.injected().stream().anyMatch(fault -> fault.done()), "faults");
  }
}
