package together.gateway.edge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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

  private final Map<Upstream, Counted> byService = new EnumMap<>(Upstream.class);

  private record Counted(Counter failures, AtomicLong loggedAt) {}

  public UpstreamFailures(MeterRegistry registry) {
    for (var upstream : Upstream.values()) {
      var counter =
          Counter.builder("together.edge.failures")
              .description("Requests a service did not answer, by service")
              .tag("service", upstream.name().toLowerCase(Locale.ROOT))
              .register(registry);
      byService.put(
          upstream, new Counted(counter, new AtomicLong(System.nanoTime() - QUIET_NANOS)));
    }
  }

  void add(Route route, Throwable cause) {
    var counted = Objects.requireNonNull(byService.get(route.upstream()));
    counted.failures().increment();
    long now = System.nanoTime();
    long before = counted.loggedAt().get();
    if (now - before >= QUIET_NANOS && counted.loggedAt().compareAndSet(before, now)) {
      log.warnf("%s did not answer %s: %s", route.upstream(), route.template(), cause);
    }
  }
}
