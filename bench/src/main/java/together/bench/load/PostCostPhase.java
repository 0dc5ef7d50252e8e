package together.bench.load;

import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import together.bench.receive.Receiver;

/** CPU time of a post's whole way, in all processes together, without any socket. */
final class PostCostPhase implements Phase {
  private static final int RATE = 500;
  private static final int SECONDS = 30;
  private static final int AUTHORS = 100;
  private static final int AIM_MICROS = 350;

  @Override
  public void run(Target target, PrintStream out) throws SQLException {
    var crowd = target.strangers(AUTHORS, "post-cost");
    var posts = new HttpPosts(target, crowd, AUTHORS, crowd.channel("post-cost"));
    try (Receiver nobody = target.connect(List.of())) {
      target.warmUp().run(posts, nobody, 0, RATE);
      var step = Step.run(posts, nobody, 0, RATE, SECONDS, target::cpu);
      var count = step.delivery().posts();
      var total = 1e6 * step.cpu().platform() / count;
      out.printf(
          "%n## CPU time of a post without sockets: %d posts a second, %d s%n%n%s.%n%n",
          RATE, SECONDS, target.warmUp());
      out.printf("| process | µs a post |%n|---|---|%n");
      var rows = new ArrayList<>(step.cpu().byProcess().entrySet());
      rows.sort(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()));
      for (var row : rows) {
        if (!row.getKey().equals(Cpu.GENERATOR)) {
          out.printf(Locale.ROOT, "| %s | %.0f |%n", row.getKey(), 1e6 * row.getValue() / count);
        }
      }
      out.printf(
          Locale.ROOT,
          "| all of the platform | %.0f |%n| (generator) | %.0f |%n%nRefused: %d. A stored message takes %d bytes with its indexes.%n",
          total,
          1e6 * step.cpu().generator() / count,
          step.delivery().failed(),
          PlainInserts.bytesOfAMessage(target.installation()));
      target
          .summary()
          .add(
              "CPU of a post in all processes, no socket",
              String.format(Locale.ROOT, "%.0f µs", total),
              "≤ %d µs".formatted(AIM_MICROS),
              "",
              "");
    }
  }
}
