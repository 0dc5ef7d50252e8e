package together.gateway.edge;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EdgeProxyTest {
  private final RunningEdge edge = new RunningEdge();

  @AfterEach
  void stop() {
    edge.close();
  }

  @Test
  void passesMethodTargetBodyAndAnswer() {
    edge.service.does(request ->
        request
            .body()
            .onSuccess(body ->
                request
                    .response()
                    .setStatusCode(201)
                    .putHeader("Location", "/api/open/1")
                    .end("got " + body)));
    var answer =
        edge.send(edge.request("/api/open?a=b%20c&d").POST(BodyPublishers.ofString("{\"x\":1}")));
    assertEquals(201, answer.statusCode());
    assertEquals("got {\"x\":1}", answer.body());
    assertEquals("/api/open/1", answer.headers().firstValue("location").get());
    assertEquals("/api/open?a=b%20c&d", edge.service.lastAsked().uri());
    assertEquals("POST", edge.service.lastAsked().method());
  }

  @Test
  void passesEncodedSegmentsUntouched() {
    edge.get("/api/closed/%F0%9F%91%8D", "Authorization", "Bearer " + edge.token());
    assertEquals("/api/closed/%F0%9F%91%8D", edge.service.lastAsked().uri());
  }

  @Test
  void readsAnEncodedAtSignAsThePlainOne() {
    edge.get("/api/closed/%40me?a=%40", "Authorization", "Bearer " + edge.token());
    assertEquals("/api/closed/@me?a=%40", edge.service.lastAsked().uri());
  }

  @Test
  void answersHeadWithTheLengthAndNoBody() {
    edge.service.does(request -> request.response().putHeader("Content-Length", "1234").end());
    var answer = edge.send(edge.request("/api/open").HEAD());
    assertEquals(200, answer.statusCode());
    assertEquals("1234", answer.headers().firstValue("content-length").get());
  }

  @Test
  void passesBodilessAnswers() {
    edge.service.does(request -> request.response().setStatusCode(204).end());
    assertEquals(204, edge.get("/api/open").statusCode());
    assertEquals(204, edge.get("/api/open").statusCode());
  }

  @Test
  void stripsHeadersOfTheHopAndThoseThatPoseAsOurs() throws IOException {
    edge.service.does(request ->
        request
            .response()
            .putHeader("Together-Internal-Node", "secret")
            .putHeader("Keep-Alive", "timeout=5")
            .putHeader("X-Kept", "yes")
            .end());
    var answer =
        RawConnection.ask(
            edge.port(),
            "/api/open",
            "Connection: X-Hop",
            "X-Hop: 1",
            "X-Forwarded-For: 6.6.6.6",
            "X-Forwarded-Host: evil",
            "Forwarded: for=6.6.6.6",
            "X-Real-IP: 6.6.6.6",
            "Together-Internal-Secret: guess",
            "TE: trailers",
            "Proxy-Authorization: Basic x",
            "X-End-To-End: stays");
    var seen = edge.service.lastAsked().headers();
    assertNull(seen.get("x-hop"));
    assertNull(seen.get("forwarded"));
    assertNull(seen.get("x-forwarded-host"));
    assertNull(seen.get("x-real-ip"));
    assertNull(seen.get("together-internal-secret"));
    assertNull(seen.get("te"));
    assertNull(seen.get("proxy-authorization"));
    assertEquals("stays", seen.get("x-end-to-end"));
    assertEquals("127.0.0.1", seen.get("x-forwarded-for"));
    assertEquals("http", seen.get("x-forwarded-proto"));
    assertEquals(edge.service.url().getAuthority(), seen.get("host"));
    assertTrue(answer.contains("X-Kept: yes"), answer);
    assertFalse(answer.contains("Together-Internal"), answer);
    assertFalse(answer.contains("timeout=5"), answer);
  }

  @Test
  void smugglesNothingPastItself() throws IOException {
    try (var connection = new RawConnection(edge.port())) {
      var hidden = "GET /api/closed/1 HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n";
      connection.say(
          "POST /api/open HTTP/1.1\r\nHost: t\r\nContent-Length: "
              + (5 + hidden.length())
              + "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
              + hidden);
      connection.readAll();
    }
    assertTrue(edge.service.asked().stream().allMatch(asked -> asked.uri().equals("/api/open")));
    assertTrue(edge.service.asked().size() <= 1);
  }

  @Test
  void passesTheTargetOfAnAbsoluteForm() throws IOException {
    var answer = RawConnection.ask(edge.port(), "http://elsewhere/api/open?x=1");
    assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
    assertEquals("/api/open?x=1", edge.service.lastAsked().uri());
  }

  @Test
  void answers503WhenTheServiceIsGone() {
    edge.service.stop();
    var answer = edge.get("/api/open");
    assertEquals(503, answer.statusCode());
    assertEquals("1", answer.headers().firstValue("retry-after").get());
    assertEquals("DEPENDENCY_UNAVAILABLE", new JsonObject(answer.body()).getString("code"));
  }

  @Test
  void answers503WhenTheServiceHangs() {
    edge.service.does(_ -> {});
    long began = System.nanoTime();
    var answer = edge.get("/api/open");
    var took = Duration.ofNanos(System.nanoTime() - began);
    assertEquals(503, answer.statusCode());
    assertEquals(1, edge.service.asked().size());
    assertTrue(took.toMillis() >= 400 && took.toMillis() < 3_000, took.toString());
  }

  @Test
  void cutsTheConnectionWhenTheAnswerBreaksOff() {
    edge.service.does(request -> {
      request.response().setChunked(true).write("half");
      request.response().write(Buffer.buffer()).onComplete(_ -> request.connection().close());
    });
    assertThrows(UncheckedIOException.class, () -> edge.get("/api/open"));
  }

  @Test
  void cutsTheConnectionWhenTheAnswerStalls() {
    edge.service.does(request -> request.response().setChunked(true).write("half"));
    assertThrows(UncheckedIOException.class, () -> edge.get("/api/open"));
  }

  @Test
  void retriesAnIdempotentRequestOnce() {
    var calls = new AtomicInteger();
    edge.service.does(request -> {
      if (calls.incrementAndGet() == 1) {
        request.connection().close();
      } else {
        request.response().end("second");
      }
    });
    assertEquals("second", edge.get("/api/open").body());
    assertEquals(2, calls.get());
  }

  @Test
  void givesUpAfterTheSecondTry() {
    edge.service.does(request -> request.connection().close());
    assertEquals(503, edge.get("/api/open").statusCode());
    assertEquals(2, edge.service.asked().size());
  }

  @Test
  void neverRepeatsAPost() {
    edge.service.does(request -> request.connection().close());
    var answer = edge.send(edge.request("/api/open").POST(BodyPublishers.ofString("{}")));
    assertEquals(503, answer.statusCode());
    assertEquals(1, edge.service.asked().size());
  }

  @Test
  void cancelsTheRequestOfAClientThatLeft() throws Exception {
    var cancelled = new CountDownLatch(1);
    edge.service.does(request -> request.connection().closeHandler(_ -> cancelled.countDown()));
    try (var connection = new RawConnection(edge.port())) {
      connection.say("GET /api/open HTTP/1.1\r\nHost: test\r\n\r\n");
      await().until(() -> !edge.service.asked().isEmpty());
    }
    // Sooner than the time-out of the answer would do it.
    assertTrue(cancelled.await(300, TimeUnit.MILLISECONDS));
  }

  @Test
  void refusesABodyDeclaredTooLarge() {
    var answer =
        edge.send(
            edge.request("/api/open").POST(BodyPublishers.ofByteArray(new byte[(1 << 20) + 1])));
    assertEquals(413, answer.statusCode());
    assertEquals("PAYLOAD_TOO_LARGE", new JsonObject(answer.body()).getString("code"));
    assertTrue(edge.service.asked().isEmpty());
  }

  @Test
  void refusesAChunkedBodyThatTurnsOutTooLarge() {
    edge.service.does(HttpServerRequest::body);
    var body =
        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[(1 << 20) + 1]));
    assertEquals(413, edge.send(edge.request("/api/open").POST(body)).statusCode());
  }

  @Test
  void takesABodyOfExactlyTheLimit() {
    edge.service.does(
        request -> request.body().onSuccess(body -> request.response().end("" + body.length())));
    var chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[1 << 20]));
    assertEquals("1048576", edge.send(edge.request("/api/open").POST(chunked)).body());
  }

  @Test
  void asksForTheBodyOnlyOnceTheRequestIsLetIn() throws IOException {
    try (var connection = new RawConnection(edge.port())) {
      connection.say(
          "POST /api/open HTTP/1.1\r\nHost: t\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
      connection.readUntil("100 Continue\r\n\r\n");
      connection.say("{}");
      assertTrue(connection.readUntil("ok").contains("200 OK"));
    }
    try (var connection = new RawConnection(edge.port())) {
      connection.say(
          "POST /api/closed/1 HTTP/1.1\r\nHost: t\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
      var heard = connection.readAll();
      assertTrue(heard.startsWith("HTTP/1.1 401"), heard);
    }
  }

  @Test
  void cutsOffABodyThatNeverEnds() throws IOException {
    try (var connection = new RawConnection(edge.port())) {
      connection.say("POST /api/open HTTP/1.1\r\nHost: t\r\nContent-Length: 2\r\n\r\n{");
      assertTrue(connection.readUntil("\r\n").startsWith("HTTP/1.1 408"));
    }
  }

  @Test
  void keepsTheConnectionForTheNextRequestAfterARefusedBody() throws IOException {
    try (var connection = new RawConnection(edge.port())) {
      connection.say("POST /api/closed/1 HTTP/1.1\r\nHost: t\r\nContent-Length: 2\r\n\r\n{}");
      connection.readUntil("}");
      connection.say("GET /api/open HTTP/1.1\r\nHost: t\r\n\r\n");
      assertTrue(connection.readUntil("ok").startsWith("HTTP/1.1 200"));
    }
  }

  @Test
  void answers503AtOnceWhenTooManyWait() {
    try (var small = new RunningEdge(Duration.ofSeconds(20), 1, 1)) {
      var held = new CopyOnWriteArrayList<HttpServerRequest>();
      small.service.does(held::add);
      var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
      for (int i = 0; i < 4; i++) {
        var request = small.request("/api/open").timeout(Duration.ofSeconds(30)).build();
        answers.add(small.client().sendAsync(request, HttpResponse.BodyHandlers.ofString()));
        // The first has the only connection before the second waits for it.
        await().until(() -> !held.isEmpty());
      }
      await().until(() -> answers.stream().filter(CompletableFuture::isDone).count() == 2);
      small.service.does(request -> request.response().end());
      held.getFirst().response().end();
      var statuses = answers.stream().map(answer -> answer.join().statusCode()).sorted().toList();
      assertEquals(List.of(200, 200, 503, 503), statuses);
    }
  }

  @Test
  void answersAHeaderThatCannotBePassedOnAndKeepsTheConnectionToTheService() throws IOException {
    try (var small = new RunningEdge(Duration.ofSeconds(20), 1, 1)) {
      for (int i = 0; i < 3; i++) {
        var answer = RawConnection.ask(small.port(), "/api/open", "X-A: b\u0001c");
        assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
      }
      assertEquals(200, small.get("/api/open").statusCode());
    }
  }

  @Test
  void answersATargetThatIsNoPath() throws IOException {
    assertTrue(RawConnection.ask(edge.port(), "*").startsWith("HTTP/1.1 400"));
  }
}
