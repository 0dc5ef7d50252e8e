package together.gateway.edge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of the edge. */
@ConfigMapping(prefix = "together.edge")
public interface EdgeSettings {
  /** How clients reach the platform, e.g. {@code https://chat.example}. */
  URI publicUrl();

  /** Base URL of each service, {@code http://host:port}. */
  Map<Upstream, URI> upstreams();

  /** For a connection to a service: to open one, or to get a free one. */
  @WithDefault("1s")
  Duration connectTimeout();

  /** How long a service may be silent, before its answer or in the middle of it. */
  @WithDefault("10s")
  Duration responseTimeout();

  /** How long a client may take for a body of 1 MiB; larger ones in proportion. */
  @WithDefault("30s")
  Duration bodyTimeout();

  /**
   * Most connections to each service, of each event loop; more than any one slow route may have
   * under way ({@code parallel=}), for all of that may come by one loop.
   */
  @WithDefault("192")
  int connections();

  /** Most requests that wait for one of them on an event loop; one more is answered with 503. */
  @WithDefault("256")
  int waiting();

  /**
   * Addresses or networks (CIDR) of proxies in front, whose {@code X-Forwarded-For} and {@code
   * X-Forwarded-Proto} are believed.
   */
  Optional<List<String>> trustedProxies();

  /** Origins of web pages that may call the API from elsewhere (CORS); none by default. */
  Optional<List<String>> corsOrigins();

  /** Whether each request gets a line in the log; see {@link AccessLog}. */
  @WithDefault("false")
  boolean accessLog();

  /** Most requests a second of one user. */
  @WithDefault("200")
  int requestsPerSecond();

  /** Most requests a second from one address without a token, or with one that is refused. */
  @WithDefault("200")
  int addressRequestsPerSecond();

  /** Most logins and the like a minute from one address. */
  @WithDefault("1200")
  int loginsPerMinute();

  /** Most registrations a minute from one address. */
  @WithDefault("60")
  int registrationsPerMinute();
}
