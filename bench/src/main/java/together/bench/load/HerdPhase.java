package together.bench.load;

import java.io.PrintStream;
import java.util.Locale;
import together.bench.receive.Arrivals;

/** A thousand users who connect within five seconds, as after a restart: all must be ready soon. */
final class HerdPhase implements Phase {
  private static final int USERS = 1_000;
  private static final int SECONDS = 5;
  private static final int AIM_SECONDS = 15;

  /** Each user is also in so many servers of fifty. */
  private static final int SMALL_SERVERS = 4;

  private static final int SMALL = 50;
  private static final int TIMES = 3;

  @Override
  public void run(Target target, PrintStream out) {
    var all = target.crowd(USERS, "herd");
    for (int server = 0; server < SMALL_SERVERS; server++) {
      for (int from = 0; from < USERS; from += SMALL) {
        // Others together each time.
        var shift = from + server * SMALL / 2;
        var _ = all.part(shift, SMALL, "herd-%d-%d".formatted(server, from));
      }
    }
    out.printf(
        "%n## %,d users connect within %d s, each in one server of %,d and %d of %d%n%n",
        USERS, SECONDS, USERS, SMALL_SERVERS, SMALL);
    out.println(
        "| | ready | all within s | p50 ms | p99 ms | max ms | refused | failed | cores used |");
    out.println("|---|---|---|---|---|---|---|---|---|");
    for (int time = 1; time <= TIMES; time++) {
      var cpu = target.cpu();
      var arrivals = Arrivals.of(target.gateway(), all.tokens(), (double) USERS / SECONDS);
      var used = target.cpu().since(cpu);
      out.printf(
          Locale.ROOT,
          "| time %d | %,d | %.1f | %.0f | %.0f | %.0f | %d | %d | %s |%n",
          time,
          arrivals.micros().getTotalCount(),
          used.wall(),
          arrivals.millis(50),
          arrivals.millis(99),
          arrivals.micros().getMaxValue() / 1000.0,
          arrivals.refused(),
          arrivals.failed(),
          used);
      arrivals.failures().forEach(failure -> out.println("\nfailed: " + failure));
      target
          .summary()
          .add(
              "%,d users connecting within %d s, time %d".formatted(USERS, SECONDS, time),
              String.format(
                  Locale.ROOT, "all ready after %.1f s, %d failed", used.wall(), arrivals.failed()),
              "%d s, none".formatted(AIM_SECONDS),
              "",
              "");
    }
  }
}
