package together.gateway.edge;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * A bucket for each key (a user, an address), in parts by hash so that event loops seldom meet.
 * Keeps about as many keys as it is told, those that called last; one that is forgotten starts
 * afresh. Thread-safe.
 */
public final class RateLimiter<K> {
  private static final int PARTS = 16;
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

  /** Guarded by itself. */
  private final class Part extends LinkedHashMap<K, TokenBucket> {
    private static final long serialVersionUID = 1L;

    Part() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, TokenBucket> eldest) {
      return size() > mostInPart;
    }
  }

  private final Rate rate;
  private final LongSupplier nanoTime;
  private final int mostInPart;
  private final Part[] parts;

  /** As many calls in a period, and as many at once; remembers some 100,000 keys. */
  public RateLimiter(int calls, Duration period, LongSupplier nanoTime) {
    this(new Rate(calls, period), MOST_KEYS, nanoTime);
  }

  /** A limiter that remembers about that many keys, some 100 bytes each. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  RateLimiter(Rate rate, int mostKeys, LongSupplier nanoTime) {
    this.rate = rate;
    this.nanoTime = nanoTime;
    mostInPart = Math.max(1, mostKeys / PARTS);
    parts = new RateLimiter.Part[PARTS];
    for (int i = 0; i < PARTS; i++) {
      parts[i] = new Part();
    }
  }

  /** Counts a call. */
  public Decision call(K key) {
    long now = nanoTime.getAsLong();
    int hash = key.hashCode();
    var part = parts[(hash ^ hash >>> 16) & (PARTS - 1)];
    synchronized (part) {
      var bucket = part.get(key);
      if (bucket == null) {
        bucket = new TokenBucket(rate.calls(), rate.period().toNanos(), now);
        part.put(key, bucket);
      }
      boolean allowed = bucket.take(now);
      return new Decision(
          allowed, rate.calls(), bucket.remaining(), bucket.nanosToNext(), bucket.nanosToFull());
    }
  }

  /** How many keys it remembers now. */
  int size() {
    int size = 0;
    for (var part : parts) {
      synchronized (part) {
        size += part.size();
      }
    }
    return size;
  }
}
