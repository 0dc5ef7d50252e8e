package together.bench.load;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import together.bench.receive.Tally;

/**
 * One load's own records: when each post was meant to be sent, and who received it when. A late
 * sender does not shorten a latency, because that counts from the moment of the plan.
 */
final class Delivery implements Tally {
  private static final AtomicInteger LOADS = new AtomicInteger();

  private final int load = LOADS.incrementAndGet();
  private final int members;
  private final int warmUp;
  private final AtomicLongArray plannedNanos;
  private final long[][] seen;
  private final long[] lastOffset;
  private final SingleWriterRecorder recorder = new SingleWriterRecorder(3);
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong doubles = new AtomicLong();
  private final AtomicLong disorder = new AtomicLong();
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final LongAdder failed = new LongAdder();

  /**
   * @param members sockets that each must receive each post
   * @param posts how many
   * @param warmUp the first so many are received and counted, but not timed
   */
  Delivery(int members, int posts, int warmUp) {
    this.members = members;
    this.warmUp = warmUp;
    plannedNanos = new AtomicLongArray(posts);
    seen = new long[members][(posts + Long.SIZE - 1) / Long.SIZE];
    lastOffset = new long[members];
  }

  int posts() {
    return plannedNanos.length();
  }

  String nonce(int number) {
    return load + "." + number;
  }

  /** Before the post is sent. */
  void planned(int number, long nanos) {
    plannedNanos.setRelease(number, nanos);
  }

  void answered(boolean ok) {
    if (ok) {
      acknowledged.incrementAndGet();
    } else {
      failed.increment();
    }
  }

  long failed() {
    return failed.sum();
  }

  boolean allAnswered() {
    return acknowledged.get() + failed.sum() == posts();
  }

  boolean allReceived() {
    return received() >= (long) acknowledged.get() * members;
  }

  long received() {
    return received.get();
  }

  /** Acknowledged, but not received by every member. */
  long lost() {
    return (long) acknowledged.get() * members - received();
  }

  long doubles() {
    return doubles.get();
  }

  /** Messages that came behind a later one of the same channel. */
  long disorder() {
    return disorder.get();
  }

  /** Nothing refused, lost, doubled or out of order. */
  boolean whole() {
    return failed() == 0 && lost() == 0 && doubles() == 0 && disorder() == 0;
  }

  /** Microseconds from plan to receipt, warm-up apart; may be taken once. */
  Histogram microseconds() {
    return recorder.getIntervalHistogram();
  }

  @Override
  public void received(int socket, int ofLoad, int number, long offset, long nanos) {
    if (ofLoad != load) {
      return;
    }
    var word = seen[socket];
    var bit = 1L << number;
    if ((word[number / Long.SIZE] & bit) != 0) {
      add(doubles);
      return;
    }
    word[number / Long.SIZE] |= bit;
    // One channel is one partition, so the offset alone tells the order.
    if (offset >= 0) {
      if (offset < lastOffset[socket]) {
        add(disorder);
      }
      lastOffset[socket] = offset;
    }
    if (number >= warmUp) {
      var waited = nanos - plannedNanos.getAcquire(number);
      recorder.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMicros(waited)));
    }
    add(received);
  }

  /** Only the receiving thread writes these. */
  private static void add(AtomicLong counter) {
    counter.lazySet(counter.getPlain() + 1);
  }
}
