package together.bench.load;

import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What one does in a server of 100,000 against what it costs in one of 100: times as a client sees
 * them, one after the other, and the CPU time of the whole platform.
 */
final class ReachPhase implements Phase {
  private static final int SMALL = 100;
  private static final int LARGE = 100_000;
  private static final double AIM = 1.5;

  /** Of each operation in each server, by turns: the first turn is not counted. */
  private static final int TURNS = 4;

  private static final int A_TURN = 100;

  @Override
  public void run(Target target, PrintStream out) throws SQLException {
    try (var calls = new GuildCalls(target.installation());
        var log = new GuildLogEnd(target.installation())) {
      var small = ReachServer.make(target, calls, 1, SMALL);
      var large = ReachServer.make(target, calls, 2, LARGE);
      out.printf(
          "%n## In a server of %,d members against one of %,d, %d times each%n%n",
          LARGE, SMALL, (TURNS - 1) * A_TURN);
      out.println(
          "| what | p50 ms of %,d | of %,d | ratio | p99 ms of %,d | of %,d | CPU µs of %,d | of %,d | ratio |"
              .formatted(SMALL, LARGE, SMALL, LARGE, SMALL, LARGE));
      out.println("|---|---|---|---|---|---|---|---|---|");
      var worst = 0.0;
      for (var operation : ReachOperation.values()) {
        worst = Math.max(worst, compare(target, operation, List.of(small, large), out));
      }
      out.printf(
          "%nOne change of a role in the server of %,d: %d record in the guild log, %d frame for each of its connected members.%n",
          LARGE, large.recordsOfARoleChange(log), large.framesOfARoleChange(target));
      target
          .summary()
          .add(
              "cost in a server of %,d against %,d, the worst of its medians"
                  .formatted(LARGE, SMALL),
              String.format(Locale.ROOT, "%.2f", worst),
              String.format(Locale.ROOT, "≤ %.1f", AIM),
              "",
              "");
    }
  }

  /** Ratio of the medians. */
  private static double compare(
      Target target, ReachOperation operation, List<ReachServer> servers, PrintStream out) {
    var times = new ArrayList<ReachTimes>();
    servers.forEach(server -> times.add(new ReachTimes()));
    for (int turn = 0; turn < TURNS; turn++) {
      for (int index = 0; index < servers.size(); index++) {
        var taken = ReachTimes.of(target, servers.get(index), operation, turn * A_TURN, A_TURN);
        if (turn > 0) {
          times.get(index).add(taken);
        }
      }
    }
    var few = times.getFirst();
    var many = times.getLast();
    out.printf(
        Locale.ROOT,
        "| %s | %.2f | %.2f | %.2f | %.2f | %.2f | %.0f | %.0f | %.2f |%n",
        operation.told(),
        few.millis(50),
        many.millis(50),
        many.millis(50) / few.millis(50),
        few.millis(99),
        many.millis(99),
        few.cpuMicros(),
        many.cpuMicros(),
        many.cpuMicros() / few.cpuMicros());
    return many.millis(50) / few.millis(50);
  }
}
