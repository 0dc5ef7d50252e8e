package together.bench.load;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import together.bench.receive.Arrivals;
import together.e2e.client.Json;

/** From connecting to READY, of users who are in a hundred servers. */
final class ReadyPhase implements Phase {
  private static final int SERVERS = 100;
  private static final int USERS = 10;
  private static final int CHANNELS = 3;
  private static final int ROLES = 2;
  private static final int WARM_UP = 300;
  private static final int CONNECTS = 300;
  private static final int A_SECOND = 10;
  private static final int AIM_MILLIS = 150;

  @Override
  public void run(Target target, PrintStream out) {
    var tokens = List.<String>of();
    for (int server = 0; server < SERVERS; server++) {
      var crowd = target.crowd(USERS, "ready-" + server);
      furnish(target, crowd);
      tokens = crowd.tokens();
    }
    out.printf(
        "%n## READY of a user in %d servers, of %d channels, %d roles and %d members each%n%n",
        SERVERS, 2 + CHANNELS, 1 + ROLES, USERS);
    out.println(
        "| | connects | a second | p50 ms | p90 ms | p99 ms | max ms | refused | failed | cores used |");
    out.println("|---|---|---|---|---|---|---|---|---|---|");
    var _ = come(target, tokens, WARM_UP, "the first " + WARM_UP, out);
    var warm = come(target, tokens, CONNECTS, "the next", out);
    target
        .summary()
        .add(
            "READY in %d servers, p99".formatted(SERVERS),
            String.format(Locale.ROOT, "%.1f ms", warm.millis(99)),
            "≤ %d ms".formatted(AIM_MILLIS),
            "",
            "");
  }

  private static void furnish(Target target, Crowd crowd) {
    for (int number = 0; number < CHANNELS; number++) {
      var _ = crowd.channel("channel-" + number);
    }
    var owner = crowd.authors(target.http(), 1).getFirst();
    for (int number = 0; number < ROLES; number++) {
      var body = Json.object().put("name", "role " + number);
      var _ = owner.post("/api/servers/" + crowd.serverId() + "/roles", body);
    }
  }

  private static Arrivals come(
      Target target, List<String> tokens, int count, String name, PrintStream out) {
    var cpu = target.cpu();
    var all =
        IntStream.range(0, count).mapToObj(number -> tokens.get(number % tokens.size())).toList();
    var arrivals = Arrivals.of(target.gateway(), all, A_SECOND);
    out.printf(
        Locale.ROOT,
        "| %s | %d | %d | %.1f | %.1f | %.1f | %.1f | %d | %d | %s |%n",
        name,
        count,
        A_SECOND,
        arrivals.millis(50),
        arrivals.millis(90),
        arrivals.millis(99),
        arrivals.micros().getMaxValue() / 1000.0,
        arrivals.refused(),
        arrivals.failed(),
        target.cpu().since(cpu));
    arrivals.failures().forEach(failure -> out.println("\nfailed: " + failure));
    return arrivals;
  }
}
