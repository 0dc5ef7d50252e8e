package together.gateway.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import together.gateway.edge.Services;
import together.gateway.edge.Upstream;
import together.gateway.health.PlatformHealth.State;

class PlatformHealthTest {
  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger asked = new AtomicInteger();

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void isReadyWhenAllAre() {
    var health = health(request -> request.response().end("{}"), true);
    var state = await(health);
    assertTrue(state.isReady());
    assertEquals(Upstream.values().length, state.services().size());
  }

  @Test
  void isNotReadyWhileTheGatewayIsNot() {
    var state = await(health(request -> request.response().end("{}"), false));
    assertFalse(state.isReady());
    assertEquals(false, state.services().get("gateway"));
    assertEquals(true, state.services().get("guild"));
  }

  @Test
  void isNotReadyWhileAServiceSaysNo() {
    var state = await(health(request -> request.response().setStatusCode(503).end(), true));
    assertEquals(false, state.services().get("message"));
    assertEquals(true, state.services().get("gateway"));
  }

  @Test
  void doesNotWaitForAServiceThatHangs() {
    var state = await(health(_ -> {}, true));
    assertFalse(state.isReady());
  }

  @Test
  void asksOnceHoweverManyAsk() {
    var health = health(request -> request.response().end("{}"), true);
    for (int i = 0; i < 50; i++) {
      health.state();
    }
    await(health);
    assertEquals(4, asked.get());
  }

  private static State await(PlatformHealth health) {
    return health.state().toCompletionStage().toCompletableFuture().join();
  }

  private PlatformHealth health(Handler<HttpServerRequest> service, boolean own) {
    var server =
        vertx
            .createHttpServer()
            .requestHandler(request -> {
              asked.incrementAndGet();
              service.handle(request);
            })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    var url = URI.create("http://127.0.0.1:" + server.actualPort());
    Map<Upstream, URI> urls =
        Stream.of(Upstream.AUTH, Upstream.GUILD, Upstream.MESSAGE, Upstream.VOICE)
            .collect(Collectors.toMap(Function.identity(), _ -> url));
    var services = new Services(vertx, urls, Duration.ofSeconds(1), 4, 4);
    return new PlatformHealth(services, _ -> Future.succeededFuture(own));
  }
}
