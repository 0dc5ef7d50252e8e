package together.gateway.edge;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the edge does when a service, a route or a caller is too much. */
class OverloadTest {
  private final RunningEdge edge = new RunningEdge(Duration.ofSeconds(20), 16, 16);

  @AfterEach
  void stop() {
    edge.close();
  }

  private CompletableFuture<HttpResponse<String>> begin(String path) {
    return edge.client().sendAsync(edge.request(path).build(), BodyHandlers.ofString());
  }

  private static String code(HttpResponse<String> answer) {
    return new JsonObject(answer.body()).getString("code");
  }

  @Test
  void aSlowRouteLeavesTheServiceToTheOthers() {
    var held = new CopyOnWriteArrayList<HttpServerRequest>();
    edge.service.does(request -> {
      if (request.path().equals("/api/slow")) {
        held.add(request);
      } else {
        request.response().end();
      }
    });
    var slow = List.of(begin("/api/slow"), begin("/api/slow"));
    await().until(() -> held.size() == 2);
    var refused = edge.get("/api/slow");
    assertEquals(503, refused.statusCode());
    assertEquals("TOO_BUSY", code(refused));
    assertEquals("1", refused.headers().firstValue("retry-after").get());
    assertEquals(200, edge.get("/api/open").statusCode());
    held.forEach(request -> request.response().end());
    slow.forEach(answer -> assertEquals(200, answer.join().statusCode()));
    edge.service.does(request -> request.response().end());
    assertEquals(200, edge.get("/api/slow").statusCode());
  }

  @Test
  void aClientThatLeavesGivesItsPlaceBack() throws Exception {
    edge.service.does(_ -> {});
    for (int i = 0; i < 2; i++) {
      try (var connection = new RawConnection(edge.port())) {
        connection.say("GET /api/slow HTTP/1.1\r\nHost: t\r\n\r\n");
        int asked = i + 1;
        await().until(() -> edge.service.asked().size() == asked);
      }
    }
    edge.service.does(request -> request.response().end());
    await().until(() -> edge.get("/api/slow").statusCode() == 200);
  }

  @Test
  void asksAServiceThatIsGoneNoMoreUntilItIsBack() {
    edge.service.does(request -> request.connection().close());
    // Each is tried twice.
    for (int i = 0; i < CircuitBreaker.MOST_FAILURES / 2; i++) {
      assertEquals(503, edge.get("/api/open").statusCode());
    }
    int asked = edge.service.asked().size();
    assertEquals(CircuitBreaker.MOST_FAILURES, asked);
    var answers = new ArrayList<HttpResponse<String>>();
    for (int i = 0; i < 5; i++) {
      answers.add(edge.get("/api/open"));
    }
    answers.forEach(answer -> assertEquals(503, answer.statusCode()));
    assertEquals("1", answers.getFirst().headers().firstValue("retry-after").get());
    assertTrue(edge.service.asked().size() <= asked + 2, "probes only");
    edge.service.does(request -> request.response().end("back"));
    await().until(() -> edge.get("/api/open").statusCode() == 200);
    assertEquals(200, edge.get("/api/open").statusCode());
  }

  @Test
  void answersThatBreakOffShutNobodyOut() {
    var halves = new CopyOnWriteArrayList<HttpServerRequest>();
    var answers = beginHalves(halves);
    halves.forEach(request -> request.connection().close());
    answers.forEach(
        answer -> assertThrows(UncheckedIOException.class, () -> readWhole(answer.join())));
    assertEquals(CircuitBreaker.MOST_FAILURES, failures());
    assertTheServiceIsAsked();
  }

  @Test
  void clientsThatLeaveInTheMidstOfAnswersShutNobodyOut() throws Exception {
    var halves = new CopyOnWriteArrayList<HttpServerRequest>();
    var left = new AtomicInteger();
    var answers = beginHalves(halves);
    halves.forEach(request -> request.connection().closeHandler(_ -> left.incrementAndGet()));
    for (var answer : answers) {
      answer.join().body().close();
    }
    await().until(() -> left.get() == CircuitBreaker.MOST_FAILURES);
    assertEquals(0, failures());
    assertTheServiceIsAsked();
  }

  /** As many answers under way as open the circuit: clients have read their heads. */
  private List<CompletableFuture<HttpResponse<InputStream>>> beginHalves(
      List<HttpServerRequest> halves) {
    edge.service.does(request -> {
      halves.add(request);
      request.response().setChunked(true).write("half");
    });
    var answers = new ArrayList<CompletableFuture<HttpResponse<InputStream>>>();
    for (int i = 0; i < CircuitBreaker.MOST_FAILURES; i++) {
      answers.add(
          edge.client().sendAsync(edge.request("/api/open").build(), BodyHandlers.ofInputStream()));
    }
    answers.forEach(answer -> assertEquals(200, answer.join().statusCode()));
    assertEquals(CircuitBreaker.MOST_FAILURES, halves.size());
    return answers;
  }

  private static String readWhole(HttpResponse<InputStream> answer) {
    try (var body = answer.body()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private double failures() {
    return edge.meters.get("together.edge.failures").tag("service", "message").counter().count();
  }

  private void assertTheServiceIsAsked() {
    var circuit = edge.meters.get("together.edge.circuit.open").tag("service", "message").gauge();
    assertEquals(0, circuit.value());
    edge.service.does(request -> request.response().end("there"));
    assertEquals("there", edge.get("/api/open").body());
  }

  @Test
  void limitsAnAddressOnRoutesThatAskForNoToken() {
    var statuses = new ArrayList<Integer>();
    // The limit fills up again meanwhile, by so much more the slower the machine is.
    for (int i = 0; i < 600 && !statuses.contains(429); i++) {
      statuses.add(edge.get("/api/own").statusCode());
    }
    assertTrue(statuses.contains(429), statuses.toString());
    assertEquals(200, statuses.getFirst());
    assertEquals(200, edge.get("/api/live").statusCode());
    assertEquals(
        200, edge.get("/api/closed/1", "Authorization", "Bearer " + edge.token()).statusCode());
  }

  @Test
  void countsRefusedTokensForTheirAddress() {
    int limited = 0;
    // The limit fills up again meanwhile, by so much more the slower the machine is.
    for (int i = 0; i < 600 && limited == 0; i++) {
      int status = edge.get("/api/closed/1", "Authorization", "Bearer guess" + i).statusCode();
      assertTrue(status == 401 || status == 429, "" + status);
      limited += status == 429 ? 1 : 0;
    }
    assertTrue(limited > 0);
  }

  @Test
  void limitsARouteByAddressOrByUserAndTellsTheTightest() {
    assertEquals("1", remaining(edge.get("/api/few")));
    assertEquals("0", remaining(edge.get("/api/few")));
    var refused = edge.get("/api/few");
    assertEquals(429, refused.statusCode());
    assertEquals("2", refused.headers().firstValue("x-ratelimit-limit").get());
    assertEquals("30", refused.headers().firstValue("retry-after").get());
    var one = "Bearer " + edge.token();
    var other = "Bearer " + edge.tokens.issue(RunningEdge.USER + 1, RunningEdge.SESSION + 1, 15);
    assertEquals("1", remaining(edge.get("/api/few/1", "Authorization", one)));
    assertEquals("0", remaining(edge.get("/api/few/2", "Authorization", one)));
    assertEquals(429, edge.get("/api/few/3", "Authorization", one).statusCode());
    assertEquals(200, edge.get("/api/few/3", "Authorization", other).statusCode());
  }

  private static String remaining(HttpResponse<String> answer) {
    return answer.headers().firstValue("x-ratelimit-remaining").get();
  }

  @Test
  void refusesTooManyHeaders() throws Exception {
    var headers = new String[120];
    for (int i = 0; i < headers.length; i++) {
      headers[i] = "X-" + i + ": 1";
    }
    var answer = RawConnection.ask(edge.port(), "/api/open", headers);
    assertTrue(answer.startsWith("HTTP/1.1 431"), answer);
    assertTrue(answer.contains("TOO_MANY_HEADERS"), answer);
    assertTrue(edge.service.asked().isEmpty());
  }

  @Test
  void closesKeptConnectionsOnceTheNodeStops() throws Exception {
    try (var connection = new RawConnection(edge.port())) {
      connection.say("GET /api/open HTTP/1.1\r\nHost: t\r\n\r\n");
      connection.readUntil("ok");
      edge.kept.nodeStops(new io.quarkus.runtime.ShutdownDelayInitiatedEvent());
      connection.say("GET /api/open HTTP/1.1\r\nHost: t\r\n\r\n");
      var last = connection.readAll();
      assertTrue(last.startsWith("HTTP/1.1 200"), last);
      assertTrue(last.toLowerCase(java.util.Locale.ROOT).contains("connection: close"), last);
      assertTrue(last.endsWith("ok"), last);
    }
  }
}
