package together.gateway.edge;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import together.platform.json.JsonRules;

/** An edge on a port of its own, in front of one fake service that plays all four. */
final class RunningEdge implements AutoCloseable {
  static final long USER = 80_351_110_224_678_912L;
  static final long SESSION = 1_300_000_000_000_000_000L;

  private static final String ROUTES =
      """
      GET,POST,PUT   /api/open               message  open
      GET,POST       /api/closed/{id}        message  token
      POST           /api/upload             message  open    body=512M
      POST           /api/register           auth     open    limit=registrations
      GET            /api/socket             message  open    websocket
      GET            /api/own                gateway  open
      GET            /api/slow               message  open    parallel=2
      GET            /api/few                message  open    limit=2/m
      GET            /api/few/{id}           message  token   limit=2/m
      GET            /api/live               gateway  open    limit=none
      GET            /api/broken             gateway  open
      """;

  final Vertx vertx = Vertx.vertx();
  final FakeService service = new FakeService(vertx);
  final TestTokens tokens = new TestTokens();
  final RevokedSessions revoked = new RevokedSessions(Clock.systemUTC());
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final KeptConnections kept = new KeptConnections();
  private final HttpServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  RunningEdge() {
    this(Duration.ofMillis(400), 16, 16);
  }

  RunningEdge(Duration responseTimeout, int connections, int waiting) {
    this(responseTimeout, connections, waiting, new HttpServerOptions());
  }

  /** As Quarkus sets the server up where a certificate is named. */
  static RunningEdge overTls(TestCertificate files) {
    var pem =
        new PemKeyCertOptions()
            .setCertPath(files.certificate().toString())
            .setKeyPath(files.key().toString());
    return new RunningEdge(
        Duration.ofSeconds(20),
        16,
        16,
        new HttpServerOptions().setSsl(true).setUseAlpn(true).setKeyCertOptions(pem));
  }

  private RunningEdge(
      Duration responseTimeout, int connections, int waiting, HttpServerOptions options) {
    var url = service.url();
    var settings =
        new TestSettings(
            Map.of(Upstream.AUTH, url, Upstream.MESSAGE, url),
            responseTimeout,
            connections,
            waiting);
    var table = RouteTable.parse(ROUTES);
    var mapper = new ObjectMapper();
    new JsonRules().customize(mapper);
    var answers = new Answers(mapper);
    var edge =
        new Edge(
            table,
            new Peers(settings),
            new Gatekeeper(
                new TokenGuard(tokens.verifier(), revoked), new RateLimits(settings, table)),
            new EdgeProxy(
                new Services(vertx, settings),
                answers,
                new UpstreamFailures(meters),
                new Circuits(meters),
                new Crowding(table),
                settings),
            answers,
            new Manners(
                new Cors(settings), new EdgeMetrics(meters), new AccessLog(settings), kept));
    var router = Router.router(vertx);
    edge.register(router);
    router.get("/api/own").handler(context -> answers.json(context, 200, Map.of("own", true)));
    router.get("/api/live").handler(context -> answers.json(context, 200, Map.of()));
    router.get("/api/broken").handler(_ -> fail());
    router.get("/q/metrics").handler(context -> context.end("secret"));
    server =
        vertx
            .createHttpServer(options)
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  private static void fail() {
    throw new IllegalStateException("select secret from table");
  }

  int port() {
    return server.actualPort();
  }

  String token() {
    return tokens.issue(USER, SESSION, 15);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
        .timeout(Duration.ofSeconds(10));
  }

  HttpResponse<String> get(String path, String... headers) {
    var request = request(path);
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpClient client() {
    return client;
  }

  @Override
  public void close() {
    client.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
