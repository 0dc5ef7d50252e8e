package together.gateway.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code together_edge_seconds}: from a request's head to the end of its answer, by method, route
 * template and status; {@code route="none"} for what is not in the table, status 499 for a client
 * that left before its answer was whole.
 */
@ApplicationScoped
public class EdgeMetrics {
  static final int CLIENT_LEFT = 499;

  private record Key(@Nullable String route, String method, int status) {}

  private final MeterRegistry registry;
  private final ConcurrentMap<Key, Timer> timers = new ConcurrentHashMap<>();

  public EdgeMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void record(@Nullable Route route, String method, int status, long nanos) {
    // A method that is in no route could be anything: it must not make a metric of its own.
    var key =
        route == null ? new Key(null, "none", status) : new Key(route.template(), method, status);
    timers.computeIfAbsent(key, this::timer).record(Duration.ofNanos(nanos));
  }

  private Timer timer(Key key) {
    return Timer.builder("together.edge")
        .description("Time from a request's head to the end of its answer")
        .tag("method", key.method())
        .tag("route", key.route() == null ? "none" : key.route())
        .tag("status", Integer.toString(key.status()))
        .register(registry);
  }
}
