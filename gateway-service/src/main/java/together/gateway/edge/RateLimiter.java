package together.gateway.edge;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * A bucket for each key (a user, an address). Keeps the {@value #MOST_KEYS} that called last; one
 * that is forgotten starts afresh. Thread-safe.
 */
public final class RateLimiter<K> {
  private static final int MOST_KEYS = 100_000;

  /**
   * What became of a call, and what the caller is told.
   *
   * @param limit calls in a full bucket
   * @param remaining calls left now
   * @param retryNanos until another call passes, 0 when one would now
   * @param resetNanos until the bucket is full
   */
  public record Decision(
      boolean allowed, int limit, int remaining, long retryNanos, long resetNanos) {}

  private final int calls;
  private final long periodNanos;
  private final LongSupplier nanoTime;
  private final Map<K, TokenBucket> buckets =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, TokenBucket> eldest) {
          return size() > MOST_KEYS;
        }
      };

  /** As many calls in a period, and as many at once. */
  public RateLimiter(int calls, Duration period, LongSupplier nanoTime) {
    this.calls = calls;
    this.periodNanos = period.toNanos();
    this.nanoTime = nanoTime;
  }

  /** Counts a call. */
  public synchronized Decision call(K key) {
    long now = nanoTime.getAsLong();
    var bucket = buckets.computeIfAbsent(key, _ -> new TokenBucket(calls, periodNanos, now));
    boolean allowed = bucket.take(now);
    return new Decision(
        allowed, calls, bucket.remaining(), bucket.nanosToNext(), bucket.nanosToFull());
  }
}
