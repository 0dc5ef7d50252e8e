package together.platform.id;

import java.time.Clock;

/**
 * Issues 64-bit snowflake ids: 42 bits of milliseconds since Discord's epoch, 10 bits worker, 12
 * bits sequence.
 *
 * <p>Its time is a logical one: never behind the last id, so a clock that steps back repeats
 * nothing, and never ahead of what the lease has written down, so a successor on the same worker
 * number, even after a crash and with another clock, begins above all that was issued. Thread-safe;
 * ids of one instance strictly increase.
 */
public final class Snowflakes {
  /** 2015-01-01T00:00:00Z, Discord's epoch, in Unix milliseconds. */
  public static final long EPOCH = 1_420_070_400_000L;

  private static final int SEQUENCE_BITS = 12;
  private static final int WORKER_BITS = 10;
  private static final int TIME_SHIFT = SEQUENCE_BITS + WORKER_BITS;
  private static final long SEQUENCE_MASK = (1L << SEQUENCE_BITS) - 1;

  /** Whose worker number is used, and until when. */
  public interface Lease {
    /** The worker number held now; throws {@link IdsUnavailableException} when none is. */
    int worker();

    /**
     * Ids may carry a time up to this Unix millisecond; throws {@link IdsUnavailableException} when
     * not held.
     */
    long issueUntil();
  }

  private final Lease lease;
  private final Clock clock;
  private long lastMillis;
  private long sequence;

  public Snowflakes(Lease lease, Clock clock) {
    this.lease = lease;
    this.clock = clock;
  }

  /**
   * The next id. Throws {@link IdsUnavailableException} when no worker number is held or the clock
   * is too far back.
   */
  public long next() {
    return nextAfter(0);
  }

  /** The next id that is also greater than {@code floor}, an id of any worker. */
  public synchronized long nextAfter(long floor) {
    int worker = lease.worker();
    long until = lease.issueUntil();
    long millis = Math.max(clock.millis(), Math.max(lastMillis, millisOf(floor)));
    long next = millis == lastMillis ? sequence + 1 : 0;
    if (next > SEQUENCE_MASK) {
      millis++;
      next = 0;
    }
    long id = compose(millis, worker, next);
    if (id <= floor) {
      millis++;
      next = 0;
      id = compose(millis, worker, next);
    }
    if (millis > until) {
      throw new IdsUnavailableException(
          "the id clock is ahead of its lease by " + (millis - until) + " ms");
    }
    lastMillis = millis;
    sequence = next;
    return id;
  }

  /** The Unix millisecond in an id; for 0 and below, the epoch. */
  public static long millisOf(long id) {
    return id <= 0 ? EPOCH : (id >>> TIME_SHIFT) + EPOCH;
  }

  /** No id of this Unix millisecond or a later one is below it, all earlier ones are. */
  public static long floor(long millis) {
    return Math.max(0, millis - EPOCH) << TIME_SHIFT;
  }

  private static long compose(long millis, int worker, long sequence) {
    return (millis - EPOCH) << TIME_SHIFT | (long) worker << SEQUENCE_BITS | sequence;
  }
}
