package together.message.search;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How much searching may take; defaults in {@code application.properties}. */
@ConfigMapping(prefix = "together.search")
public interface SearchSettings {
  /** Searches under way, each on a connection of the pool. */
  int atOnce();

  /** For its turn; then 503. */
  Duration mostWait();

  /** Of one search; then it answers with what it has, or 503 when one statement takes longer. */
  Duration deadline();
}
