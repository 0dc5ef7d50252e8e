package together.bench.load;

import java.io.PrintStream;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Send→receive at a steady rate into a channel whose members are all connected, and its stages. */
final class LatencyPhase implements Phase {
  private static final int MEMBERS = 100;
  private static final int RATE = 200;
  private static final int FIRST_SECONDS = 15;
  private static final int WARM_UP_SECONDS = 60;
  private static final int SECONDS = 30;
  private static final int AUTHORS = 20;

  /** The timers on a message's way, by the names the services give them. */
  private static final String STAGES =
      "gateway together_edge\\{.*messages.*POST.*|gateway together_edge\\{.*POST.*messages.*"
          + "|message together_post_stage.*|\\w+ together_outbox.*|gateway together_gateway_stage.*"
          + "|guild grpc_server_processing_duration.*Authorize.*"
          + "|message grpc_client_processing_duration.*Authorize.*"
          + "|message http_server_requests\\{.*POST.*";

  @Override
  public void run(Target target, PrintStream out) {
    var crowd = target.crowd(MEMBERS, "latency");
    var posts = new HttpPosts(target, crowd, AUTHORS, crowd.channel("latency"));
    try (var receiver = target.connect(crowd)) {
      var first = new Delivery(MEMBERS, FIRST_SECONDS * RATE, 0);
      OpenLoop.run(posts, first, RATE, receiver);
      var warm = new Delivery(MEMBERS, WARM_UP_SECONDS * RATE, 0);
      OpenLoop.run(posts, warm, RATE, receiver);
      var delivery = new Delivery(MEMBERS, SECONDS * RATE, 0);
      var stages = StageMetrics.read(target.installation());
      var cpu = Cpu.now(target.installation());
      OpenLoop.run(posts, delivery, RATE, receiver);
      var used = Cpu.now(target.installation()).since(cpu);
      var added = StageMetrics.read(target.installation()).since(stages);

      out.printf(
          "%n## Send to receive: %d messages/s, %d connected members, open loop, %d s%n%n",
          RATE, MEMBERS, SECONDS);
      out.println(
          "| | p50 ms | p90 ms | p99 ms | p99.9 ms | max ms | refused | lost | doubled | out of order |");
      out.println("|---|---|---|---|---|---|---|---|---|---|");
      out.println(row("first " + FIRST_SECONDS + " s", first));
      out.println(row("after " + WARM_UP_SECONDS + " s more", delivery));
      out.printf("%nCores used: %s%n", used);
      out.printf("%n| stage | count | mean ms |%n|---|---|---|%n");
      StageMetrics.rows(added, STAGES).forEach(out::println);
    }
  }

  private static String row(String name, Delivery delivery) {
    Histogram times = delivery.microseconds();
    return String.format(
        Locale.ROOT,
        "| %s | %.1f | %.1f | %.1f | %.1f | %.1f | %d | %d | %d | %d |",
        name,
        times.getValueAtPercentile(50) / 1000.0,
        times.getValueAtPercentile(90) / 1000.0,
        times.getValueAtPercentile(99) / 1000.0,
        times.getValueAtPercentile(99.9) / 1000.0,
        times.getMaxValue() / 1000.0,
        delivery.failed(),
        delivery.lost(),
        delivery.doubles(),
        delivery.disorder());
  }
}
