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
    BY_NAME.put(
        "fan-out-100",
        new FanOutPhase(100, 500, 8000, "≥ 100,000", "ejabberd, archive in PostgreSQL: 30,000"));
    BY_NAME.put(
        "fan-out-1000",
        new FanOutPhase(1000, 100, 900, "≥ 400,000", "ejabberd, archive in PostgreSQL: 20,000"));
    BY_NAME.put("cost-100", new CostPhase(100, 1000));
    BY_NAME.put("cost-1000", new CostPhase(1000, 550));
    BY_NAME.put("skip", new SkipPhase());
    BY_NAME.put("rate-10k", new RatePhase());
    BY_NAME.put("post-cost", new PostCostPhase());
    BY_NAME.put("room", new RoomPhase());
    BY_NAME.put("compression", new CompressionPhase());
    BY_NAME.put("idle", new IdlePhase());
    BY_NAME.put("reach", new ReachPhase());
    BY_NAME.put("ready", new ReadyPhase());
    BY_NAME.put("herd", new HerdPhase());
    BY_NAME.put("authorize", new AuthorizePhase());
    BY_NAME.put("growth", new GrowthPhase());
    BY_NAME.put("logins", new LoginPhase());
    BY_NAME.put("login-flood", new LoginFloodPhase());
    BY_NAME.put("token", new TokenPhase());
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
      target.summary().print(out);
    }
  }
}
