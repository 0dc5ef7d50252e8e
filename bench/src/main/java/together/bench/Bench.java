package together.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import together.bench.load.Phases;
import together.e2e.platform.Installation;
import together.e2e.platform.LocalPlatform;

/**
 * {@code make bench}: what the platform does and the limit it is held against, in one run, as
 * Markdown on the standard output.
 *
 * <p>Starts a platform of its own with fresh data; with TOGETHER_URL set it uses the one that
 * {@code make run} has started on this machine. PHASES names parts, separated by commas.
 */
public final class Bench {

  private Bench() {}

  public static void main(String[] arguments) throws Exception {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var phases = System.getenv().getOrDefault("PHASES", "");
    var names = phases.isBlank() ? List.<String>of() : List.of(phases.split(",", -1));
    if (System.getenv().containsKey("TOGETHER_URL")) {
      measure(Installation.ofEnvironment(), names, out);
      return;
    }
    // The generator says in whose name it asks: one address alone would meet an address's limits.
    try (var platform =
        LocalPlatform.fresh(freshData(), Map.of("TOGETHER_TRUSTED_PROXIES", "127.0.0.1"))) {
      var _ = platform.start();
      measure(platform.installation(), names, out);
    }
  }

  private static void measure(Installation installation, List<String> names, PrintStream out)
      throws Exception {
    var system = System.getProperty("os.name") + " " + System.getProperty("os.version");
    out.printf(
        "# Bench%n%n%d cores, %s, JDK %s; the generator is one process on the same cores.%n",
        Runtime.getRuntime().availableProcessors(), system, System.getProperty("java.version"));
    Phases.run(installation, names, out);
  }

  private static Path freshData() {
    return Installation.projectRoot()
        .resolve("bench/target/platform-" + ProcessHandle.current().pid());
  }
}
