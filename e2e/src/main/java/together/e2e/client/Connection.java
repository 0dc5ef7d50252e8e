package together.e2e.client;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The way to one gateway hostname: pooled HTTP connections and WebSockets on a few event loops.
 *
 * <p>Safe for every thread. {@link #send} never blocks.
 */
public final class Connection implements AutoCloseable {
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);
  private static final int LARGEST_FRAME = 32 * 1024 * 1024;

  private final URI base;
  private final Vertx vertx;
  private final HttpClient http;
  private final WebSocketClient webSockets;

  /**
   * @param base as {@code http://localhost:8080}
   * @param connections most HTTP connections at one time; further requests wait
   * @param eventLoops threads that serve all connections and sockets
   */
  public Connection(URI base, int connections, int eventLoops) {
    this.base = base;
    vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(eventLoops).setWorkerPoolSize(1));
    http =
        vertx
            .httpClientBuilder()
            .with(
                new HttpClientOptions()
                    .setKeepAliveTimeout(30)
                    .setConnectTimeout(5000)
                    .setMaxHeaderSize(65536))
            .with(new PoolOptions().setHttp1MaxSize(connections))
            // Each request on it fails by itself; a line in the log for each would say no more.
            .withConnectHandler(connection -> connection.exceptionHandler(_ -> {}))
            .build();
    webSockets =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setConnectTimeout(5000)
                .setMaxConnections(100_000)
                .setMaxFrameSize(LARGEST_FRAME)
                .setMaxMessageSize(LARGEST_FRAME));
  }

  public Connection(URI base) {
    this(base, 64, 1);
  }

  public URI base() {
    return base;
  }

  Vertx vertx() {
    return vertx;
  }

  WebSocketClient webSockets() {
    return webSockets;
  }

  /** Fails with {@link UnreachableException} when no whole answer comes. */
  public CompletableFuture<Answer> send(
      String method, String path, Map<String, String> headers, byte @Nullable [] body) {
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(method))
            .setHost(base.getHost())
            .setPort(base.getPort())
            .setURI(path)
            .setIdleTimeout(ANSWER_LIMIT.toMillis());
    headers.forEach(options::putHeader);
    var answer = new CompletableFuture<Answer>();
    // All of it on the event loop: on another thread an answer can be over before it is listened
    // to.
    vertx
        .getOrCreateContext()
        .runOnContext(_ ->
            http.request(options)
                .compose(request -> body == null ? request.send() : sendJson(request, body))
                .compose(response -> response.body().map(bytes -> answer(response, bytes)))
                .onSuccess(answer::complete)
                .onFailure(cause ->
                    answer.completeExceptionally(
                        new UnreachableException(
                            "%s %s: %s".formatted(method, path, cause), cause))));
    return answer;
  }

  /** As {@link #send}, waiting for the answer; made for virtual threads. */
  public Answer ask(
      String method, String path, Map<String, String> headers, byte @Nullable [] body) {
    return join(send(method, path, headers, body));
  }

  static <T> T join(CompletableFuture<T> future) {
    try {
      return future.orTimeout(60, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case UnreachableException unreachable -> throw unreachable;
        case ApiException problem -> throw problem;
        case null, default -> throw new UnreachableException("no answer", e);
      }
    }
  }

  private static io.vertx.core.Future<HttpClientResponse> sendJson(
      HttpClientRequest request, byte[] body) {
    if (!request.headers().contains("content-type")) {
      request.putHeader("content-type", "application/json");
    }
    return request.send(Buffer.buffer(body));
  }

  private static Answer answer(HttpClientResponse response, Buffer body) {
    var headers = new HashMap<String, String>();
    response
        .headers()
        .forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
    return new Answer(response.statusCode(), headers, body.getBytes());
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
