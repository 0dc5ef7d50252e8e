package together.bench.load;

import java.util.Locale;
import org.HdrHistogram.Histogram;
import together.bench.receive.Receiver;

/**
 * One rate held for some seconds, the first of which is not timed.
 *
 * @param bytes received over all sockets
 */
record Step(int rate, Delivery delivery, Histogram times, CpuUse cpu, long bytes, long drops) {
  static final String HEADER =
      """
      | posts/s | deliveries/s | p50 ms | p99 ms | max ms | refused | lost | doubled | out of order \
      | generator µs a delivery | cores used |
      |---|---|---|---|---|---|---|---|---|---|---|
      """;

  private static final int UNTIMED_SECONDS = 1;

  /** Who tells the CPU time of what is measured. */
  interface Clock {
    Cpu now();
  }

  static Step run(
      OpenLoop.Posts posts, Receiver receiver, int members, int rate, int seconds, Clock clock) {
    var delivery = new Delivery(members, rate * seconds, rate * UNTIMED_SECONDS);
    var bytes = receiver.bytes();
    var drops = receiver.lost();
    var cpu = clock.now();
    OpenLoop.run(posts, delivery, rate, receiver);
    var used = clock.now().since(cpu);
    return new Step(
        rate,
        delivery,
        delivery.microseconds(),
        used,
        receiver.bytes() - bytes,
        receiver.lost() - drops);
  }

  long deliveries() {
    return delivery.received();
  }

  /** Deliveries a second that the rate amounts to. */
  long perSecond() {
    return rate * deliveries() / Math.max(1, delivery.posts());
  }

  double millis(double percentile) {
    return times.getValueAtPercentile(percentile) / 1000.0;
  }

  /** Nothing went wrong and the slowest percent was in time. */
  boolean sustained(double latestMillis) {
    return delivery.whole() && drops == 0 && millis(99) <= latestMillis;
  }

  double bytesPerDelivery() {
    return bytes / (double) Math.max(1, deliveries());
  }

  String row() {
    return String.format(
        Locale.ROOT,
        "| %,d | %,d | %.1f | %.1f | %.1f | %d | %d | %d | %d | %.2f | %s |",
        rate,
        perSecond(),
        millis(50),
        millis(99),
        times.getMaxValue() / 1000.0,
        delivery.failed(),
        delivery.lost(),
        delivery.doubles(),
        delivery.disorder(),
        1e6 * cpu.generator() / Math.max(1, deliveries()),
        cpu);
  }
}
