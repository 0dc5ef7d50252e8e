package together.gateway.typing;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How many of those who type in one channel are told: nobody reads more names, and a channel with
 * thousands of viewers must not cost what its typists times its viewers are. One thread.
 */
final class TypingLimit {
  private static final int MOST = 10;
  private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(8);

  private final Map<Long, Integer> told = new HashMap<>();
  private long since;

  boolean admits(long channelId, long now) {
    if (now - since >= PERIOD_NANOS) {
      told.clear();
      since = now;
    }
    return told.merge(channelId, 1, Integer::sum) <= MOST;
  }
}
