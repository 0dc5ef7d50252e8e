package together.gateway.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeTest {
  private final RunningEdge edge = new RunningEdge();

  @AfterEach
  void stop() {
    edge.close();
  }

  @Test
  void answersUnknownPathsWithProblem() {
    var answer = edge.get("/api/nothing");
    var problem = new JsonObject(answer.body());
    assertEquals(404, answer.statusCode());
    assertEquals("application/problem+json", answer.headers().firstValue("content-type").get());
    assertEquals("NOT_FOUND", problem.getString("code"));
    assertEquals(
        answer.headers().firstValue("x-request-id").get(), problem.getString("request_id"));
    assertTrue(edge.service.asked().isEmpty());
  }

  @Test
  void hidesOtherRoutesOfTheRouter() {
    assertEquals(404, edge.get("/q/metrics").statusCode());
  }

  @Test
  void letsItsOwnRoutesThrough() {
    var answer = edge.get("/api/own");
    assertEquals("{\"own\":true}", answer.body());
    assertEquals("nosniff", answer.headers().firstValue("x-content-type-options").get());
  }

  @Test
  void answersWhatNobodyForesawWithoutSayingMore() {
    var answer = edge.get("/api/broken");
    assertEquals(500, answer.statusCode());
    assertEquals("INTERNAL_ERROR", new JsonObject(answer.body()).getString("code"));
    assertFalse(answer.body().contains("secret"), answer.body());
  }

  @Test
  void namesTheMethodsAPathTakes() {
    var answer = edge.send(edge.request("/api/open").DELETE());
    assertEquals(405, answer.statusCode());
    assertEquals("GET, HEAD, POST, PUT, OPTIONS", answer.headers().firstValue("allow").get());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//api/open",
        "/api//open",
        "/api/./open",
        "/api/x/../open",
        "/api/%2e%2e/open",
        "/api/closed/%2F",
        "/api/closed/a%5cb",
        "/api/closed/%00",
        "/api/closed/a;b=c",
        "/api/closed/%252e",
        "/api/closed/%c0%af",
        "/api/closed/%zz",
        "/api/closed/a|b"
      })
  void refusesPathsThatCouldBeReadInTwoWays(String path) throws IOException {
    var answer = RawConnection.ask(edge.port(), path, "Authorization: Bearer " + edge.token());
    assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
    assertTrue(edge.service.asked().isEmpty());
  }

  @Test
  void wantsATokenUnlessTheRouteIsOpen() {
    var refused = edge.get("/api/closed/1");
    assertEquals(401, refused.statusCode());
    assertEquals("Bearer", refused.headers().firstValue("www-authenticate").get());
    assertEquals(200, edge.get("/api/open").statusCode());
    assertEquals(200, edge.get("/api/closed/1", "Authorization", bearer()).statusCode());
  }

  @Test
  void refusesForgedAndExpiredTokens() {
    var expired = edge.tokens.issue(RunningEdge.USER, RunningEdge.SESSION, -1);
    var token = edge.token();
    var forged = token.substring(0, token.length() - 8) + "AAAAAAAA";
    assertEquals(401, edge.get("/api/closed/1", "Authorization", "Bearer " + expired).statusCode());
    assertEquals(401, edge.get("/api/closed/1", "Authorization", "Bearer " + forged).statusCode());
    assertTrue(edge.service.asked().isEmpty());
  }

  @Test
  void refusesTokensOfARevokedSessionAtOnce() {
    assertEquals(200, edge.get("/api/closed/1", "Authorization", bearer()).statusCode());
    edge.revoked.addSession(RunningEdge.SESSION, Instant.now());
    assertEquals(401, edge.get("/api/closed/1", "Authorization", bearer()).statusCode());
  }

  @Test
  void blamesNobodyWhileTokensCannotBeVerified() {
    edge.tokens.keysKnown = false;
    var answer = edge.get("/api/closed/1", "Authorization", bearer());
    assertEquals(503, answer.statusCode());
    assertEquals("1", answer.headers().firstValue("retry-after").get());
  }

  @Test
  void keepsAWellFormedRequestIdAndReplacesAnyOther() {
    var kept = edge.get("/api/open", "X-Request-Id", "my-request.1");
    assertEquals("my-request.1", kept.headers().firstValue("x-request-id").get());
    assertEquals("my-request.1", edge.service.lastAsked().headers().get("x-request-id"));
    var replaced = edge.get("/api/open", "X-Request-Id", "no spaces");
    var id = replaced.headers().firstValue("x-request-id").get();
    assertTrue(id.matches("[0-9a-f]{32}"), id);
    assertEquals(id, edge.service.lastAsked().headers().get("x-request-id"));
  }

  @Test
  void limitsRequestsOfAUser() {
    var bearer = bearer();
    int refused = 0;
    for (int i = 0; i < 40; i++) {
      var answer = edge.get("/api/closed/1", "Authorization", bearer);
      assertEquals("20", answer.headers().firstValue("x-ratelimit-limit").get());
      if (answer.statusCode() == 429) {
        refused++;
        assertTrue(answer.headers().firstValue("retry-after").isPresent());
        assertEquals("RATE_LIMITED", new JsonObject(answer.body()).getString("code"));
      }
    }
    assertTrue(refused > 0);
    assertEquals(40 - refused, edge.service.asked().size());
  }

  @Test
  void limitsRegistrationsOfAnAddress() {
    int[] statuses = new int[4];
    for (int i = 0; i < 4; i++) {
      statuses[i] =
          edge.send(edge.request("/api/register").POST(BodyPublishers.ofString("{}"))).statusCode();
    }
    assertEquals(200, statuses[2]);
    assertEquals(429, statuses[3]);
  }

  @Test
  void answersBrowsersOfListedOriginsOnly() {
    var listed = edge.get("/api/open", "Origin", TestSettings.ORIGIN);
    var other = edge.get("/api/open", "Origin", "https://evil.example");
    assertEquals(
        TestSettings.ORIGIN, listed.headers().firstValue("access-control-allow-origin").get());
    assertFalse(other.headers().firstValue("access-control-allow-origin").isPresent());
    assertEquals("Origin", other.headers().firstValue("vary").get());
  }

  @Test
  void answersThePreflightOfAListedOrigin() {
    var answer =
        edge.send(
            edge.request("/api/closed/1")
                .headers("Origin", TestSettings.ORIGIN, "Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));
    assertEquals(204, answer.statusCode());
    assertEquals(
        "GET, HEAD, POST", answer.headers().firstValue("access-control-allow-methods").get());
  }

  @Test
  void tellsTlsClientsToStay() {
    var headers = io.vertx.core.MultiMap.caseInsensitiveMultiMap();
    SecurityHeaders.add(headers, false);
    assertNull(headers.get("strict-transport-security"));
    SecurityHeaders.add(headers, true);
    assertEquals("max-age=31536000", headers.get("strict-transport-security"));
  }

  @Test
  void measuresByRouteTemplateAndStatus() {
    edge.get("/api/closed/12345");
    var timer =
        edge.meters
            .get("together.edge")
            .tags("route", "/api/closed/{id}", "status", "401", "method", "GET")
            .timer();
    assertEquals(1, timer.count());
  }

  private String bearer() {
    return "Bearer " + edge.token();
  }
}
