package together.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import together.gateway.access.FakeServices;
import together.gateway.audience.GuildViews;
import together.gateway.drain.Drain;
import together.gateway.edge.RevokedSessions;
import together.gateway.members.MemberIndex;
import together.gateway.presence.FakePresence;
import together.gateway.presence.GuildPresences;
import together.platform.kafka.KafkaSettings;

/** Why an upgrade is not done, and what the client is told. */
class UpgradeTest {
  private record DrainSettings(Duration most, Duration perSocket) implements Drain.Settings {}

  private final Vertx vertx = Vertx.vertx();

  /** Held here: Vert.x closes a client that nobody refers to, with its requests. */
  private final HttpClient client = vertx.createHttpClient();

  private final SessionMeters meters = new SessionMeters(new SimpleMeterRegistry());
  private final TestLimits limits = new TestLimits(100, 100, 1, 1);
  private final FakeServices services = new FakeServices();
  private final FakeLoader loader =
      new FakeLoader(
          services,
          new GuildPresences(
              new FakePresence().presences,
              new MemberIndex(services.guildClient()::memberIds, 250)),
          limits);
  private final Drain drain =
      new Drain(new DrainSettings(Duration.ofSeconds(1), Duration.ZERO), List.of());
  private boolean ready = true;
  private final GatewayNode node =
      new GatewayNode(
          TestSettings.DEFAULT,
          new KafkaSettings(Map.of(), "127.0.0.1:1"),
          Clock.systemUTC(),
          new GuildViews(Clock.systemUTC()),
          new RevokedSessions(Clock.systemUTC()),
          meters) {
        @Override
        boolean isReady() {
          return ready;
        }
      };
  private final Admission admission =
      new Admission(node, drain, loader, limits, TestSettings.DEFAULT, meters);
  private final HttpServer server = listen();

  private HttpServer listen() {
    var router = Router.router(vertx);
    router
        .get("/gateway")
        .handler(context -> {
          context.response().putHeader("X-Request-Id", "the-request");
          var refusal = admission.refuses(context.request());
          if (refusal == null) {
            context.response().setStatusCode(200).end();
          } else {
            refusal.answer(context);
          }
        });
    return await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
  }

  @AfterEach
  void close() {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  private record Answer(int status, Map<String, String> headers, JsonObject body) {
    String code() {
      return body.getString("code");
    }

    int retryAfter() {
      return Integer.parseInt(headers.getOrDefault("retry-after", "0"));
    }
  }

  private Answer upgrade(Map<String, String> more) {
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setHost("127.0.0.1")
            .setPort(server.actualPort())
            .setURI("/gateway")
            .putHeader("Upgrade", "websocket")
            .putHeader("Connection", "Upgrade")
            .putHeader("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
            .putHeader("Sec-WebSocket-Version", "13");
    more.forEach(options::putHeader);
    // All on one event loop: from elsewhere the body may have gone by before it is asked for.
    Promise<Answer> answer = Promise.promise();
    vertx.runOnContext(_ ->
        client
            .request(options)
            .compose(request -> request.send())
            .compose(response -> response.body().map(body -> answer(response, body.toString())))
            .onComplete(answer));
    return await(answer.future());
  }

  private static Answer answer(HttpClientResponse response, String body) {
    var headers = new HashMap<String, String>();
    response.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    return new Answer(
        response.statusCode(), headers, body.isEmpty() ? new JsonObject() : new JsonObject(body));
  }

  private void assertLater(String code, int mostSeconds) {
    var answer = upgrade(Map.of());
    assertEquals(503, answer.status());
    assertEquals(code, answer.code());
    assertEquals("the-request", answer.body().getString("request_id"));
    assertTrue(answer.retryAfter() >= 1 && answer.retryAfter() <= mostSeconds, answer.toString());
  }

  @Test
  void isDoneWhenNothingIsWrong() {
    assertEquals(200, upgrade(Map.of()).status());
  }

  @Test
  void isNotDoneForAnotherVersionNorFromElsewhere() {
    var version = upgrade(Map.of("Sec-WebSocket-Version", "8"));
    assertEquals("UPGRADE_REQUIRED", version.code());
    assertEquals("13", version.headers().get("sec-websocket-version"));
    var foreign = upgrade(Map.of("Origin", "https://evil.example"));
    assertEquals(403, foreign.status());
    assertNull(foreign.headers().get("retry-after"));
  }

  @Test
  void aNodeThatIsNotReadyOrFullOrStopsSaysWhenToComeBack() {
    ready = false;
    assertLater("NOT_READY", 5);
    ready = true;
    meters.opened();
    assertLater("BUSY", 5);
    meters.gone();
    assertTrue(loader.line().enter());
    assertLater("BUSY", 5);
    loader.line().leave();
    assertEquals(200, upgrade(Map.of()).status());
    drain.begin(new ShutdownDelayInitiatedEvent());
    assertLater("GOING_AWAY", 1);
  }
}
