package together.gateway.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebSocketTunnelTest {
  private final RunningEdge edge = new RunningEdge();

  @AfterEach
  void stop() {
    edge.close();
  }

  /** Hears one message, then the close code. */
  private static final class Ear implements WebSocket.Listener {
    final CompletableFuture<String> heard = new CompletableFuture<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      heard.complete(text.toString());
      socket.request(1);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code);
      return CompletableFuture.completedFuture(null);
    }
  }

  @Test
  void passesFramesBothWaysAndTheClose() throws Exception {
    edge.service.does(request ->
        request
            .toWebSocket()
            .onSuccess(socket ->
                socket.textMessageHandler(text -> {
                  socket.writeTextMessage("echo " + text);
                  socket.close((short) 4013);
                })));
    var ear = new Ear();
    var socket = connect(ear).join();
    socket.sendText("hello", true).join();
    assertEquals("echo hello", ear.heard.get(5, TimeUnit.SECONDS));
    assertEquals(4013, ear.closed.get(5, TimeUnit.SECONDS));
    assertEquals("test", edge.service.lastAsked().headers().get("sec-websocket-protocol"));
  }

  @Test
  void passesARefusal() {
    edge.service.does(request -> request.response().setStatusCode(403).end("no"));
    assertEquals(403, refusalOf(connect(new Ear())));
  }

  @Test
  void answers503WhenTheServiceIsGone() {
    edge.service.stop();
    assertEquals(503, refusalOf(connect(new Ear())));
  }

  @Test
  void refusesOtherRequests() {
    assertEquals(426, edge.get("/api/socket").statusCode());
  }

  @Test
  void opensNoTunnelOnOtherRoutes() {
    var uri = URI.create("ws://127.0.0.1:" + edge.port() + "/api/open");
    var opening = edge.client().newWebSocketBuilder().buildAsync(uri, new Ear());
    assertEquals(200, refusalOf(opening));
    assertNull(edge.service.lastAsked().headers().get("upgrade"));
  }

  private static int refusalOf(CompletableFuture<WebSocket> opening) {
    var failure = assertThrows(CompletionException.class, opening::join);
    var refused = assertInstanceOf(WebSocketHandshakeException.class, failure.getCause());
    return refused.getResponse().statusCode();
  }

  private CompletableFuture<WebSocket> connect(Ear ear) {
    return edge.client()
        .newWebSocketBuilder()
        .subprotocols("test")
        .buildAsync(URI.create("ws://127.0.0.1:" + edge.port() + "/api/socket"), ear);
  }
}
