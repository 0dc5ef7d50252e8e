package together.gateway.edge;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A service behind the edge, of which a test says what it does. */
final class FakeService {
  /** What it was asked. */
  record Asked(String method, String uri, MultiMap headers) {}

  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile Handler<HttpServerRequest> behaviour = FakeService::ok;

  FakeService(Vertx vertx) {
    server =
        vertx
            .createHttpServer(new HttpServerOptions().setHandle100ContinueAutomatically(true))
            .requestHandler(this::handle)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  private void handle(HttpServerRequest request) {
    asked.add(
        new Asked(
            request.method().name(),
            request.uri(),
            MultiMap.caseInsensitiveMultiMap().addAll(request.headers())));
    behaviour.handle(request);
  }

  private static void ok(HttpServerRequest request) {
    request.endHandler(_ -> request.response().end("ok"));
  }

  void does(Handler<HttpServerRequest> newBehaviour) {
    behaviour = newBehaviour;
  }

  List<Asked> asked() {
    return asked;
  }

  Asked lastAsked() {
    return asked.getLast();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  void stop() {
    server.close().toCompletionStage().toCompletableFuture().join();
  }
}
