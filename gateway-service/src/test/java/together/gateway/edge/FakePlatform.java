package together.gateway.edge;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * All four services in one, for a gateway under test: keys, health, an OpenAPI document, and for
 * anything else an echo of what was asked. Voice is not there at all.
 */
public final class FakePlatform implements QuarkusTestResourceLifecycleManager {
  static final String TOKEN_PATH = "/a-token";

  private static final String DOCUMENT =
      """
      {"openapi": "3.1.0",
       "paths": {"/api/users/{id}": {"get": {"operationId": "user"}},
                 "/internal": {"get": {"operationId": "internal"}}}}
      """;

  private final HttpServer server = create();

  private static HttpServer create() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Map<String, String> start() {
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> answer(exchange, echo(exchange)));
    server.createContext("/.well-known/jwks.json", e -> answer(e, TestTokens.jwks()));
    server.createContext("/q/health/ready", e -> answer(e, "{}"));
    server.createContext("/openapi", e -> answer(e, DOCUMENT));
    server.createContext(
        TOKEN_PATH,
        e -> answer(e, new TestTokens().issue(RunningEdge.USER, RunningEdge.SESSION, 15)));
    server.start();
    var url = "http://127.0.0.1:" + server.getAddress().getPort();
    return Map.of(
        "TOGETHER_AUTH_URL", url,
        "TOGETHER_GUILD_URL", url,
        "TOGETHER_MESSAGE_URL", url,
        "TOGETHER_VOICE_URL", "http://127.0.0.1:1");
  }

  private static String echo(HttpExchange exchange) throws IOException {
    // Jackson itself: Vert.x's JSON belongs to the class loader of the gateway under test.
    var echo = new ObjectMapper().createObjectNode();
    echo.put("method", exchange.getRequestMethod());
    echo.put("uri", exchange.getRequestURI().toString());
    echo.put("length", exchange.getRequestBody().transferTo(OutputStream.nullOutputStream()));
    var headers = echo.putObject("headers");
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(lowerCase(name), String.join(" | ", values)));
    return echo.toString();
  }

  private static String lowerCase(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static void answer(HttpExchange exchange, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    try (var body = exchange.getResponseBody()) {
      body.write(bytes);
    }
  }

  @Override
  public void stop() {
    server.stop(0);
  }
}
