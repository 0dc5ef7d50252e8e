package together.bench.load;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import together.e2e.platform.Installation;

/** The parts of {@code make bench} by name, in the order they run. */
public final class Phases {
  private static final Map<String, Phase> BY_NAME = new LinkedHashMap<>();

  static {
    BY_NAME.put("latency", new LatencyPhase());
    BY_NAME.put("writes", new WritePhase());
    BY_NAME.put("idle", new IdlePhase());
    BY_NAME.put("fan-out-100", new DeliveryPhase(100, 200));
    BY_NAME.put("fan-out-1000", new DeliveryPhase(1000, 10));
  }

  private Phases() {}

  /**
   * @param names which; empty: all
   */
  public static void run(Installation installation, List<String> names, PrintStream out)
      throws Exception {
    try (var target = new Target(installation)) {
      for (var phase : BY_NAME.entrySet()) {
        if (names.isEmpty() || names.contains(phase.getKey())) {
          phase.getValue().run(target, out);
        }
      }
    }
  }
}
