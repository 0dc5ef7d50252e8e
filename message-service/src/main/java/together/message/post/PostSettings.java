package together.message.post;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How posts are written; defaults in {@code application.properties}. */
@ConfigMapping(prefix = "together.post")
public interface PostSettings {
  /** From a post's arrival to its answer; then 503. */
  Duration deadline();

  /** Posts that may wait for one writer; more are answered 503. */
  int queue();

  /** Posts in one transaction at most. */
  int batch();

  /** The longest that posts wait at load so as to share a transaction. */
  Duration mostPause();

  /** Writers of this process: transactions at once. */
  int writers();
}
