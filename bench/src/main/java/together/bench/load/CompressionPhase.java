package together.bench.load;

import java.io.PrintStream;
import java.util.Locale;

/**
 * A delivery with and without permessage-deflate: bytes on the wire, and the gateway's CPU. The
 * platform must allow it (TOGETHER_COMPRESSION).
 */
final class CompressionPhase implements Phase {
  private static final int MEMBERS = 100;
  private static final int RATE = 400;
  private static final int SECONDS = 10;
  private static final double SAME = 0.95;

  @Override
  public void run(Target target, PrintStream out) {
    var crowd = target.crowd(MEMBERS, "compression");
    var off = measure(target, crowd, false);
    var on = measure(target, crowd, true);
    out.printf(
        "%n## Compression off and on: %d connected members, twice %d s each%n%n%s.%n%n",
        MEMBERS, SECONDS, target.warmUp());
    out.print(DeliveryCost.HEADER);
    out.println(off.row());
    out.println(on.row());
    if (on.bytes() > SAME * off.bytes()) {
      out.printf("%nThe gateway did not take the offer: is TOGETHER_COMPRESSION set?%n");
      return;
    }
    target
        .summary()
        .add(
            "permessage-deflate, off / on: bytes and gateway CPU a delivery",
            String.format(
                Locale.ROOT,
                "%.0f / %.0f bytes, %.2f / %.2f µs",
                off.bytes(),
                on.bytes(),
                off.micros(),
                on.micros()),
            "",
            "",
            "");
  }

  private static DeliveryCost measure(Target target, Crowd crowd, boolean compressed) {
    try (var receiver = target.connect(crowd.tokens(), compressed)) {
      receiver.rest(FanOutPhase.REST_NANOS);
      var rooms = DeliveryCost.Rooms.of(target, crowd, receiver);
      target.warmUp().run(rooms.here(), receiver, MEMBERS, RATE);
      return rooms.measure(RATE, SECONDS);
    }
  }
}
