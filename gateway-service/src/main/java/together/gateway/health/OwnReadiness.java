package together.gateway.health;

import io.vertx.core.Future;
import java.time.Duration;

/** Whether this gateway itself is ready. */
@FunctionalInterface
interface OwnReadiness {
  /** Answers within that time. */
  Future<Boolean> isReady(Duration most);
}
