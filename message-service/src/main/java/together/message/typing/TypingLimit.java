package together.message.typing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * One start of typing in so long for a user and channel. Each replica counts for itself: with
 * several a user may be told that much more often, which harms nobody. Bounded; thread-safe.
 */
@ApplicationScoped
public class TypingLimit {
  /** Pairs remembered; of a hundred bytes each. Beyond it the oldest are forgotten. */
  private static final int MOST = 100_000;

  private record Pair(long userId, long channelId) {}

  private final Cache<Pair, Boolean> recent;

  @Inject
  public TypingLimit(
      @ConfigProperty(name = "together.typing.interval", defaultValue = "8s") Duration interval) {
    this(interval, Ticker.systemTicker());
  }

  TypingLimit(Duration interval, Ticker ticker) {
    recent =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(interval)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /** Whether this one may be told; then the next may not for a while. */
  boolean admits(long userId, long channelId) {
    return recent.asMap().putIfAbsent(new Pair(userId, channelId), true) == null;
  }
}
