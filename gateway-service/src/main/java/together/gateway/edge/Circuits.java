package together.gateway.edge;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;

/**
 * A circuit breaker for each service; {@code together_edge_circuit_open} is 1 while its requests
 * are answered here.
 */
@ApplicationScoped
public class Circuits {
  private static final Logger log = Logger.getLogger(Circuits.class);

  private final Map<Upstream, CircuitBreaker> breakers = new EnumMap<>(Upstream.class);

  public Circuits(MeterRegistry registry) {
    for (var upstream : Upstream.values()) {
      var breaker = new CircuitBreaker(System::nanoTime);
      Gauge.builder("together.edge.circuit.open", breaker, one -> one.isOpen() ? 1 : 0)
          .description("1 while requests to the service are answered with 503 at once")
          .tag("service", upstream.name().toLowerCase(Locale.ROOT))
          .register(registry);
      breakers.put(upstream, breaker);
    }
  }

  boolean lets(Upstream upstream) {
    return of(upstream).lets();
  }

  void answered(Upstream upstream) {
    if (of(upstream).answered()) {
      log.infof("%s answers again", upstream);
    }
  }

  void failed(Upstream upstream) {
    if (of(upstream).failed()) {
      log.warnf("%s does not answer: its requests are answered with 503 at once", upstream);
    }
  }

  private CircuitBreaker of(Upstream upstream) {
    return Objects.requireNonNull(breakers.get(upstream));
  }
}
