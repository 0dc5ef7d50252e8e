package together.gateway.edge;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * How many requests of a route are under way, for the routes that say how many may be ({@code
 * parallel=}): slow ones (a hash of a password, a search) must leave connections to their service
 * for the others. Thread-safe, never blocks.
 */
@ApplicationScoped
public class Crowding {
  private final Map<String, AtomicInteger> underWay = new HashMap<>();

  public Crowding(RouteTable table) {
    for (var route : table.routes()) {
      if (route.parallel() > 0) {
        underWay.putIfAbsent(route.template(), new AtomicInteger());
      }
    }
  }

  /** Whether one more may be under way; if so, {@link #leave} ends it. */
  boolean enter(Route route) {
    var count = count(route);
    if (count == null || count.incrementAndGet() <= route.parallel()) {
      return true;
    }
    count.decrementAndGet();
    return false;
  }

  void leave(Route route) {
    var count = count(route);
    if (count != null) {
      count.decrementAndGet();
    }
  }

  private @Nullable AtomicInteger count(Route route) {
    return route.parallel() == 0 ? null : underWay.get(route.template());
  }
}
