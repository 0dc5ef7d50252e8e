package together.gateway.edge;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;

/** The services behind the edge, and the one pool of connections to them. */
@ApplicationScoped
public class Origins {
  private static final int KEEP_ALIVE_SECONDS = 60;
  private static final int MOST_HEADER_BYTES = 32 * 1024;
  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;

  private final Map<Upstream, URI> origins;
  private final HttpClient client;
  private final long connectMillis;

  public Origins(Vertx vertx, EdgeSettings settings) {
    origins = new EnumMap<>(settings.upstreams());
    connectMillis = settings.connectTimeout().toMillis();
    var options =
        new HttpClientOptions()
            .setConnectTimeout((int) connectMillis)
            .setKeepAlive(true)
            // Below the services' idle time-out, so that they are never first to close.
            .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
            .setMaxHeaderSize(MOST_HEADER_BYTES)
            .setMaxWaitQueueSize(settings.waiting())
            .setMaxPoolSize(settings.connections());
    client =
        vertx.createHttpClient(
            options,
            new PoolOptions()
                .setHttp1MaxSize(settings.connections())
                .setMaxWaitQueueSize(settings.waiting()));
  }

  HttpClient client() {
    return client;
  }

  /** A request to a service; waits for a connection no longer than for a new one. */
  RequestOptions request(Upstream upstream, String method, String uri) {
    var origin = origins.get(upstream);
    if (origin == null) {
      throw new IllegalStateException("no URL is set for " + upstream);
    }
    boolean secure = "https".equals(origin.getScheme());
    int port = origin.getPort() >= 0 ? origin.getPort() : secure ? HTTPS_PORT : HTTP_PORT;
    return new RequestOptions()
        .setHost(origin.getHost())
        .setPort(port)
        .setSsl(secure)
        .setMethod(HttpMethod.valueOf(method))
        .setURI(uri)
        .setConnectTimeout(connectMillis);
  }
}
