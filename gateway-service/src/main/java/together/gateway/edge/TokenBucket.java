package together.gateway.edge;

/** A token bucket: full at first, refilled evenly over time. Not thread-safe. */
public final class TokenBucket {
  private final double capacity;
  private final double perNano;
  private double tokens;
  private long filledAt;

  /** A bucket of that many tokens, which an empty one takes that long to regain. */
  public TokenBucket(int capacity, long nanosToFill, long now) {
    this.capacity = capacity;
    this.perNano = (double) capacity / nanosToFill;
    this.tokens = capacity;
    this.filledAt = now;
  }

  /** Takes one token if there is one. */
  public boolean take(long now) {
    tokens = Math.min(capacity, tokens + perNano * (now - filledAt));
    filledAt = now;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }

  int remaining() {
    return (int) tokens;
  }

  /** Until one token is there. */
  long nanosToNext() {
    return tokens >= 1 ? 0 : (long) Math.ceil((1 - tokens) / perNano);
  }

  /** Until it is full. */
  long nanosToFull() {
    return (long) Math.ceil((capacity - tokens) / perNano);
  }
}
