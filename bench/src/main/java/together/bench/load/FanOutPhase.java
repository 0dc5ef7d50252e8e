package together.bench.load;

import java.io.PrintStream;
import java.util.Locale;

/** Deliveries a second: rising rates into one channel, until the slowest percent is too late. */
final class FanOutPhase implements Phase {
  /** Between two turns of the receiver, as long as it takes some frames a socket to gather. */
  static final long REST_NANOS = 1_000_000;

  private static final int SECONDS = 12;
  private static final int LATEST_MILLIS = 250;
  private static final int AUTHORS = 100;
  private static final int BISECTIONS = 3;

  private final int members;
  private final int firstRate;
  private final int bareRate;
  private final String aim;
  private final String reference;

  /**
   * @param firstRate posts a second of the first step
   * @param bareRate the same of the bare server
   * @param reference what others were measured at, elsewhere
   */
  FanOutPhase(int members, int firstRate, int bareRate, String aim, String reference) {
    this.members = members;
    this.firstRate = firstRate;
    this.bareRate = bareRate;
    this.aim = aim;
    this.reference = reference;
  }

  @Override
  public void run(Target target, PrintStream out) {
    var crowd = target.crowd(members, "fan-out-" + members);
    var posts = new HttpPosts(target, crowd, AUTHORS, crowd.channel("fan-out"));
    try (var receiver = target.connect(crowd)) {
      receiver.rest(REST_NANOS);
      target.warmUp().run(posts, receiver, members, firstRate);
      out.printf(
          "%n## Deliveries: %,d connected members, rates of %d s, until p99 > %d ms%n%n%s.%n%n",
          members, SECONDS, LATEST_MILLIS, target.warmUp());
      out.print(Step.HEADER);
      var best =
          new Ramp(firstRate, BISECTIONS, LATEST_MILLIS)
              .run(rate -> Step.run(posts, receiver, members, rate, SECONDS, target::cpu), out);
      var bare = BareServer.measure(members, bareRate, LATEST_MILLIS, out);
      best.ifPresent(step -> target.sustained(members, step.rate()));
      target
          .summary()
          .add(
              "deliveries a second to %,d, p99 ≤ %d ms".formatted(members, LATEST_MILLIS),
              best.map(FanOutPhase::figures).orElse("none"),
              aim,
              bare.map(FanOutPhase::figures).orElse("none"),
              reference);
    }
  }

  private static String figures(Step step) {
    return String.format(
        Locale.ROOT, "%,d (%.1f / %.1f ms)", step.perSecond(), step.millis(50), step.millis(99));
  }
}
