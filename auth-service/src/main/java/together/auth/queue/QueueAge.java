package together.auth.queue;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long the eldest work of a queue waits. The database is asked in the worker's turns alone, not
 * whenever somebody looks; the age grows in between, also while one piece of work takes hours.
 */
public final class QueueAge {
  /** Asks the queue's table, by an index. */
  @FunctionalInterface
  public interface Eldest {
    /** When the eldest work that is not done was or will be due, however often it was tried. */
    Optional<Instant> due() throws SQLException;
  }

  private final Eldest eldest;
  private final Clock clock;
  private volatile @Nullable Instant due;

  QueueAge(Eldest eldest, Clock clock) {
    this.eldest = eldest;
    this.clock = clock;
  }

  /** Asks anew. */
  void note() throws SQLException {
    due = eldest.due().orElse(null);
  }

  /** 0 when nothing is due. */
  double seconds() {
    var since = due;
    return since == null
        ? 0
        : Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1000.0);
  }
}
