package together.bench.load;

import java.io.PrintStream;
import java.util.Locale;

/** Deliveries a second: rising rates into one channel, until the slowest percent is too late. */
final class DeliveryPhase implements Phase {
  private static final int SECONDS = 8;
  private static final int LATEST_MILLIS = 250;
  private static final int AUTHORS = 100;
  private static final double STEP = 1.5;

  private final int members;
  private final int firstRate;

  DeliveryPhase(int members, int firstRate) {
    this.members = members;
    this.firstRate = firstRate;
  }

  @Override
  public void run(Target target, PrintStream out) {
    var crowd = target.crowd(members, "fan-out-" + members);
    var loop =
        new OpenLoop(
            target.http(), crowd.authors(target.http(), AUTHORS), crowd.channel("fan-out"));
    out.printf(
        "%n## Deliveries: %,d connected members, rising rates of %d s, until p99 > %d ms%n%n",
        members, SECONDS, LATEST_MILLIS);
    out.println(
        "| messages/s | deliveries/s | p50 ms | p99 ms | refused | lost | doubled | cores used |");
    out.println("|---|---|---|---|---|---|---|---|");
    try (var sockets = target.connect(crowd)) {
      loop.run(new Delivery("warm-", SECONDS * firstRate, 0), firstRate, sockets);
      var good = true;
      for (var rate = firstRate; good; rate = (int) Math.ceil(rate * STEP)) {
        good = step(target, loop, sockets, rate, out);
      }
    }
  }

  private boolean step(Target target, OpenLoop loop, Sockets sockets, int rate, PrintStream out) {
    var delivery = new Delivery("rate" + rate + "-", rate * SECONDS, rate);
    var cpu = Cpu.now(target.installation());
    loop.run(delivery, rate, sockets);
    var used = Cpu.now(target.installation()).since(cpu);
    var times = delivery.microseconds();
    var p99 = times.getValueAtPercentile(99) / 1000.0;
    out.printf(
        Locale.ROOT,
        "| %,d | %,d | %.1f | %.1f | %d | %d | %d | %s |%n",
        rate,
        (long) rate * members,
        times.getValueAtPercentile(50) / 1000.0,
        p99,
        delivery.failed(),
        delivery.lost(sockets.size()),
        delivery.doubles(),
        used);
    return p99 <= LATEST_MILLIS && delivery.failed() == 0 && delivery.lost(sockets.size()) == 0;
  }
}
