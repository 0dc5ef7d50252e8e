package together.gateway.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What HTTP/2 can say and HTTP/1.1 cannot must not become a second request, or a header of ours, on
 * the way to a service (after Kettle, HTTP/2: The Sequel is Always Worse, 2021).
 */
class Http2SmugglingTest {
  private static final String HIDDEN =
      "GET /api/closed/1 HTTP/1.1\r\nHost: x\r\nSmuggled: 1\r\n\r\n";
  private static final TestCertificate FILES = TestCertificate.create();
  private static final RunningEdge EDGE = RunningEdge.overTls(FILES);

  @AfterAll
  static void stop() {
    EDGE.close();
  }

  @BeforeEach
  void forget() {
    EDGE.service.asked().clear();
  }

  record Attack(String name, String body, List<String> headers) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Attack> attacks() {
    return List.of(
        new Attack(
            "transfer-encoding", "0\r\n\r\n" + HIDDEN, List.of("transfer-encoding", "chunked")),
        new Attack("a length too short", "abcde" + HIDDEN, List.of("content-length", "5")),
        new Attack("a length too long", "abcde", List.of("content-length", "500")),
        new Attack(
            "two lengths", "abcde" + HIDDEN, List.of("content-length", "5", "content-length", "0")),
        new Attack("a request in a value", "", List.of("x-a", "b\r\n\r\n" + HIDDEN)),
        new Attack("a header in a value", "", List.of("x-a", "b\r\nsmuggled: 1")),
        new Attack("a bare line feed in a value", "", List.of("x-a", "b\nsmuggled: 1")),
        new Attack("a header in a name", "", List.of("x-a: b\r\nsmuggled", "1")),
        new Attack("a colon in a name", "", List.of("smuggled: 1\r\nx-a", "1")),
        new Attack("an upgrade", "", List.of("connection", "upgrade", "upgrade", "websocket")),
        new Attack("a host beside the authority", "", List.of("host", "evil\r\nsmuggled: 1")));
  }

  private static void send(String path, String body, List<String> more) throws IOException {
    var headers =
        new java.util.ArrayList<>(
            List.of(":method", "POST", ":scheme", "https", ":path", path, ":authority", "t"));
    headers.addAll(more);
    try (var connection =
        new RawHttp2(EDGE.port(), TestCertificate.trusting(FILES.certificate()))) {
      connection.request(body, headers.toArray(String[]::new));
      connection.awaitEnd();
    }
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void nothingIsSmuggled(Attack attack) throws IOException {
    send("/api/open", attack.body(), attack.headers());
    assertTrue(EDGE.service.asked().size() <= 1, EDGE.service.asked().toString());
    for (var asked : EDGE.service.asked()) {
      assertEquals("/api/open", asked.uri());
      assertEquals("POST", asked.method());
      assertNull(asked.headers().get("smuggled"));
      assertNull(asked.headers().get("upgrade"));
    }
    // Nothing is left on the service's connection that the next request could run into.
    EDGE.service.asked().clear();
    send("/api/open", "after", List.of());
    assertEquals(List.of("/api/open"), EDGE.service.asked().stream().map(a -> a.uri()).toList());
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(
      strings = {
        "/api/open HTTP/1.1\r\nSmuggled: 1\r\nX: ",
        "/api/open?x HTTP/1.1\r\nSmuggled: 1\r\nX: ",
        "/api/open?x y",
        "*",
        "//evil/api/open"
      })
  void aPathIsAPathOrRefused(String path) throws IOException {
    send(path, "", List.of());
    for (var asked : EDGE.service.asked()) {
      assertTrue(asked.uri().startsWith("/api/open"), asked.uri());
      assertTrue(asked.uri().chars().noneMatch(c -> c <= ' '), asked.uri());
      assertNull(asked.headers().get("smuggled"));
    }
  }

  @Test
  void anHonestRequestPasses() throws IOException {
    send("/api/open?x=1", "body", List.of("content-length", "4", "x-a", "b"));
    assertEquals(1, EDGE.service.asked().size());
    assertEquals("b", EDGE.service.lastAsked().headers().get("x-a"));
    assertEquals("4", EDGE.service.lastAsked().headers().get("content-length"));
  }
}
