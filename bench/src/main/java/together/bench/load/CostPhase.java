package together.bench.load;

import java.io.PrintStream;
import java.util.Locale;

/** What a delivery costs the gateway, at load and at 10,000 a second. */
final class CostPhase implements Phase {
  private static final int SECONDS = 10;
  private static final int LOW = 10_000;
  private static final double SHARE = 0.8;

  private final int members;
  private final int usualRate;

  /**
   * @param usualRate posts a second at load, when no earlier phase of the run found the highest
   */
  CostPhase(int members, int usualRate) {
    this.members = members;
    this.usualRate = usualRate;
  }

  @Override
  public void run(Target target, PrintStream out) {
    var crowd = target.crowd(members, "cost-" + members);
    int high = target.sustained(members).map(highest -> (int) (SHARE * highest)).orElse(usualRate);
    try (var receiver = target.connect(crowd)) {
      receiver.rest(FanOutPhase.REST_NANOS);
      var rooms = DeliveryCost.Rooms.of(target, crowd, receiver);
      target.warmUp().run(rooms.here(), receiver, members, high);
      out.printf(
          "%n## Gateway CPU a delivery: %,d connected members, twice %d s each%n%n%s.%n%n",
          members, SECONDS, target.warmUp());
      out.print(DeliveryCost.HEADER);
      var atLoad = rooms.measure(high, SECONDS);
      out.println(atLoad.row());
      var atLow = rooms.measure(Math.max(1, LOW / members), SECONDS);
      out.println(atLow.row());
      target
          .summary()
          .add(
              "gateway CPU a delivery to %,d, at %,d / at %,d a second"
                  .formatted(members, (long) high * members, LOW),
              String.format(Locale.ROOT, "%.2f / %.2f µs", atLoad.micros(), atLow.micros()),
              "≤ 1.5 / ≤ 4 µs",
              "",
              "bare Netty 0.6 µs");
    }
  }
}
