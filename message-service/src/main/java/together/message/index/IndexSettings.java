package together.message.index;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How the search index is kept; defaults in {@code application.properties}. */
@ConfigMapping(prefix = "together.search.index")
public interface IndexSettings {
  /** Messages of a scope that make a segment; fewer are read as they are by each search. */
  int least();

  /** Between two segments: what is to be indexed must not slow posts. */
  Duration pause();

  /** Between two looks for scopes that have enough. */
  Duration interval();
}
