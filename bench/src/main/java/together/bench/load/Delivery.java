package together.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import together.e2e.client.Frame;
import together.e2e.client.GatewayListener;

/**
 * One load's own records: when each post was meant to be sent, and who received it when. A late
 * sender does not shorten a latency, because that counts from the moment of the plan.
 */
final class Delivery {
  private static final byte[] NONCE = "\"nonce\":\"".getBytes(StandardCharsets.US_ASCII);

  private final String prefix;
  private final long[] plannedNanos;
  private final int warmUp;
  private final Recorder recorder = new Recorder(3);
  private final LongAdder received = new LongAdder();
  private final LongAdder doubles = new LongAdder();
  private final LongAdder disorder = new LongAdder();
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final LongAdder failed = new LongAdder();

  /**
   * @param prefix begin of the nonces, unique to this load
   * @param posts how many
   * @param warmUp the first so many are received and counted, but not timed
   */
  Delivery(String prefix, int posts, int warmUp) {
    this.prefix = prefix;
    this.plannedNanos = new long[posts];
    this.warmUp = warmUp;
  }

  int posts() {
    return plannedNanos.length;
  }

  String nonce(int number) {
    return prefix + number;
  }

  /** Before the post is sent; the answer's arrival publishes it to the receiving thread. */
  void planned(int number, long nanos) {
    plannedNanos[number] = nanos;
  }

  void answered(boolean ok) {
    if (ok) {
      acknowledged.incrementAndGet();
    } else {
      failed.increment();
    }
  }

  int acknowledged() {
    return acknowledged.get();
  }

  long failed() {
    return failed.sum();
  }

  boolean allAnswered() {
    return acknowledged.get() + failed.sum() == posts();
  }

  long received() {
    return received.sum();
  }

  /** Acknowledged, but not received by every member. */
  long lost(int members) {
    return (long) acknowledged() * members - received();
  }

  long doubles() {
    return doubles.sum();
  }

  /** Messages that came behind a later one of the same channel. */
  long disorder() {
    return disorder.sum();
  }

  /** Microseconds from plan to receipt, warm-up apart; may be taken once. */
  Histogram microseconds() {
    return recorder.getIntervalHistogram();
  }

  /** The listener of one member's socket. */
  GatewayListener receiver() {
    return new Receiver();
  }

  private final class Receiver implements GatewayListener {
    private final BitSet seen = new BitSet(posts());
    private long lastOffset = -1;

    @Override
    public void received(Frame frame) {
      if (!frame.is("MESSAGE_CREATE")) {
        return;
      }
      var nonce = frame.scan(NONCE);
      if (nonce == null || !nonce.startsWith(prefix)) {
        return;
      }
      var number = Integer.parseInt(nonce, prefix.length(), nonce.length(), 10);
      if (seen.get(number)) {
        doubles.increment();
        return;
      }
      seen.set(number);
      received.increment();
      order(frame);
      if (number >= warmUp) {
        var nanos = frame.receivedNanos() - plannedNanos[number];
        recorder.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMicros(nanos)));
      }
    }

    private void order(Frame frame) {
      var id = frame.id();
      if (id != null) {
        // One channel is one partition, so the offset alone tells the order.
        var offset = Long.parseLong(id, id.indexOf('-') + 1, id.length(), 10);
        if (offset <= lastOffset) {
          disorder.increment();
        }
        lastOffset = offset;
      }
    }
  }
}
