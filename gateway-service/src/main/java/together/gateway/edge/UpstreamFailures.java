package together.gateway.edge;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Counts the requests a service did not answer ({@code together_edge_failures_total}); logs one a
 * second and service, for a service that is down fails them all alike.
 */
@ApplicationScoped
public class UpstreamFailures {
  private static final Logger log = Logger.getLogger(UpstreamFailures.class);
  private static final long QUIET_NANOS = 1_000_000_000;

  private final MeterRegistry registry;
  private final Map<Upstream, AtomicLong> loggedAt = new EnumMap<>(Upstream.class);

  public UpstreamFailures(MeterRegistry registry) {
    this.registry = registry;
    for (var upstream : Upstream.values()) {
      loggedAt.put(upstream, new AtomicLong(System.nanoTime() - QUIET_NANOS));
    }
  }

  void add(Route route, Throwable cause) {
    registry
        .counter(
            "together.edge.failures",
            "service",
            route.upstream().name().toLowerCase(java.util.Locale.ROOT))
        .increment();
    var last = loggedAt.get(route.upstream());
    long now = System.nanoTime();
    long before = last.get();
    if (now - before >= QUIET_NANOS && last.compareAndSet(before, now)) {
      log.warnf("%s did not answer %s: %s", route.upstream(), route.template(), cause);
    }
  }
}
