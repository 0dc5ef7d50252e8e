package together.bench.load;

import java.io.PrintStream;
import java.util.Locale;

/** The cost of a delivery in a server of 10,000 connected, against one of 100. */
final class RoomPhase implements Phase {
  private static final int LARGE = 10_000;
  private static final int SMALL = 100;
  private static final int DELIVERIES = 40_000;
  private static final int SECONDS = 12;
  private static final int WARM_RATE = 300;

  @Override
  public void run(Target target, PrintStream out) {
    var small = measure(target, SMALL);
    var large = measure(target, LARGE);
    out.printf(
        "%n## A delivery in a server of %,d and of %,d connected, twice %d s each%n%n%s.%n%n",
        LARGE, SMALL, SECONDS, target.warmUp());
    out.print(DeliveryCost.HEADER);
    out.println(small.row());
    out.println(large.row());
    target
        .summary()
        .add(
            "a delivery among %,d connected against %,d".formatted(LARGE, SMALL),
            String.format(
                Locale.ROOT,
                "%.2f (%.2f / %.2f µs)",
                large.micros() / small.micros(),
                large.micros(),
                small.micros()),
            "≤ 1.2",
            "",
            "");
  }

  private static DeliveryCost measure(Target target, int members) {
    var crowd = target.crowd(members, "room-" + members);
    try (var receiver = target.connect(crowd)) {
      receiver.rest(FanOutPhase.REST_NANOS);
      var rooms = DeliveryCost.Rooms.of(target, crowd, receiver);
      var rate = DELIVERIES / members;
      target.warmUp().run(rooms.here(), receiver, members, Math.min(rate, WARM_RATE));
      return rooms.measure(rate, SECONDS);
    }
  }
}
