package together.gateway.edge;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings with which a test need not wait long. */
record TestSettings(
    Map<Upstream, URI> upstreams, Duration responseTimeout, int connections, int waiting)
    implements EdgeSettings {
  static final String ORIGIN = "https://pages.example";

  @Override
  public URI publicUrl() {
    return URI.create("https://chat.example");
  }

  @Override
  public Duration connectTimeout() {
    return responseTimeout.multipliedBy(2);
  }

  @Override
  public boolean accessLog() {
    return true;
  }

  @Override
  public int addressRequestsPerSecond() {
    return 50;
  }

  @Override
  public int loginsPerMinute() {
    return 30;
  }

  @Override
  public int requestsPerSecond() {
    return 20;
  }

  @Override
  public Duration bodyTimeout() {
    return Duration.ofSeconds(2);
  }

  @Override
  public Optional<List<String>> trustedProxies() {
    return Optional.empty();
  }

  @Override
  public Optional<List<String>> corsOrigins() {
    return Optional.of(List.of(ORIGIN));
  }

  @Override
  public int registrationsPerMinute() {
    return 3;
  }
}
