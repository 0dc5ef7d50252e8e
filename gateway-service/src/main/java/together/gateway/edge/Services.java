package together.gateway.edge;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** The services behind the edge, and each event loop's connections to them. Thread-safe. */
@ApplicationScoped
public class Services {
  private static final int KEEP_ALIVE_SECONDS = 60;
  private static final int MOST_HEADER_BYTES = 32 * 1024;
  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;

  private final Map<Upstream, URI> services;
  private final Vertx vertx;
  private final HttpClientOptions options;
  private final PoolOptions pool;
  private final long connectMillis;

  /**
   * One of each event loop: a request then stays on the loop of its client's connection from the
   * first byte to the last, and no other has to be woken for it.
   */
  private final ThreadLocal<HttpClient> clients = ThreadLocal.withInitial(this::createClient);

  /** For whoever asks from elsewhere. */
  private final HttpClient common;

  @Inject
  public Services(Vertx vertx, EdgeSettings settings) {
    this(
        vertx,
        settings.upstreams(),
        settings.connectTimeout(),
        settings.connections(),
        settings.waiting());
  }

  /**
   * Services at these URLs.
   *
   * @param connectTimeout to open a connection or get a free one
   * @param connections most to each service, of each event loop
   * @param waiting most requests that wait for one of them on a loop
   */
  public Services(
      Vertx vertx, Map<Upstream, URI> urls, Duration connectTimeout, int connections, int waiting) {
    this.vertx = vertx;
    services = new EnumMap<>(urls);
    connectMillis = connectTimeout.toMillis();
    options =
        new HttpClientOptions()
            .setConnectTimeout((int) connectMillis)
            .setKeepAlive(true)
            // Below the services' idle time-out, so that they are never first to close.
            .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
            .setMaxHeaderSize(MOST_HEADER_BYTES);
    pool = new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(waiting);
    common = createClient();
  }

  private HttpClient createClient() {
    return vertx.createHttpClient(options, pool);
  }

  /** What a service answered to {@link #get}. */
  public record Fetched(int status, Buffer body) {}

  /**
   * Asks a service for something of its own, on the gateway's behalf. On an event loop, whatever
   * thread calls: on another an answer can end before its body is waited for, which then never
   * comes.
   *
   * @param most how long each side may be silent
   */
  public Future<Fetched> get(Upstream upstream, String uri, Duration most) {
    Promise<Fetched> fetched = Promise.promise();
    vertx.getOrCreateContext().runOnContext(_ -> fetch(upstream, uri, most).onComplete(fetched));
    return fetched.future();
  }

  private Future<Fetched> fetch(Upstream upstream, String uri, Duration most) {
    var options =
        request(upstream, "GET", uri)
            .setIdleTimeout(most.toMillis())
            // Without any header Quarkus' tracer fails on a null.
            .putHeader("Accept", "application/json");
    return client()
        .request(options)
        .map(request -> request.exceptionHandler(_ -> {}))
        .compose(HttpClientRequest::send)
        .compose(answer -> answer.body().map(body -> new Fetched(answer.statusCode(), body)));
  }

  HttpClient client() {
    return Context.isOnEventLoopThread() ? clients.get() : common;
  }

  /** A request to a service; waits for a connection no longer than for a new one. */
  RequestOptions request(Upstream upstream, String method, String uri) {
    var service = services.get(upstream);
    if (service == null) {
      throw new IllegalStateException("no URL is set for " + upstream);
    }
    boolean secure = "https".equals(service.getScheme());
    int port = service.getPort() >= 0 ? service.getPort() : secure ? HTTPS_PORT : HTTP_PORT;
    return new RequestOptions()
        .setHost(service.getHost())
        .setPort(port)
        .setSsl(secure)
        .setMethod(HttpMethod.valueOf(method))
        .setURI(uri)
        .setConnectTimeout(connectMillis);
  }
}
