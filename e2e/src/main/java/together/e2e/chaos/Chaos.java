package together.e2e.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.ExecutionException;
import together.e2e.platform.Installation;

/**
 * Main class of {@code make chaos MINUTES=30 SEED=n CLIENTS=200 GATEWAYS=2}. Exit status 0 when
 * every promise was kept, else 1.
 */
public final class Chaos {
  private Chaos() {}

  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    var settings = ChaosSettings.of(System.getenv());
    var directory = Installation.projectRoot().resolve("target/chaos/seed-" + settings.seed());
    Directories.delete(directory);
    var begin = System.nanoTime();
    var report =
        new ChaosRun(
                settings,
                line -> System.out.printf("%6.1f  %s%n", (System.nanoTime() - begin) / 1e9, line))
            .run(directory);
    Files.write(directory.resolve("report.txt"), report.lines());
    report.lines().forEach(System.out::println);
    System.out.println(report.good() ? "Every promise was kept." : "PROMISES WERE BROKEN.");
    System.exit(report.good() ? 0 : 1);
  }
}
