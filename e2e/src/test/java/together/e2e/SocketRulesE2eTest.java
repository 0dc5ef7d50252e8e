package together.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.NullNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import together.e2e.client.Close;
import together.e2e.client.Connection;
import together.e2e.client.GatewaySocket;
import together.e2e.client.Inbox;
import together.e2e.client.Json;
import together.e2e.client.SocketOptions;

/** What a socket must not do, and the close code each of it ends with. */
class SocketRulesE2eTest {
  private static final int KIB = 1024;

  /** A socket that has heard HELLO and said nothing. */
  private record Stranger(GatewaySocket socket, Inbox inbox) implements AutoCloseable {
    static Stranger connect() {
      var inbox = new Inbox();
      var socket = GatewaySocket.open(connection(), () -> "", SocketOptions.SILENT, inbox);
      var hello = inbox.awaitFrame(frame -> frame.op().equals("HELLO"), "HELLO", Limits.ANSWER).d();
      assertTrue(hello.path("heartbeat_interval").asInt() <= 30_000, hello.toString());
      return new Stranger(socket, inbox);
    }

    Close closedAfter(String text) {
      socket.sendText(text);
      return inbox.awaitClose(Limits.ANSWER);
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  private static Connection connection() {
    return SharedPlatform.get().connection();
  }

  private static int codeAfter(String text) {
    try (var stranger = Stranger.connect()) {
      return stranger.closedAfter(text).code();
    }
  }

  private static int codeOfMemberAfter(String text) {
    try (var session = Person.make("zoe").connect(SocketOptions.ONCE)) {
      session.socket().sendText(text);
      return session.inbox().awaitClose(Limits.ANSWER).code();
    }
  }

  @Test
  void whatIsNoFrameIsBadPayload() {
    for (var garbage :
        List.of("", "x", "[]", "{", "{}", "{\"op\":1}", "{\"op\":\"IDENTIFY\",\"d\":7}")) {
      assertEquals(4002, codeAfter(garbage), garbage);
      assertEquals(4002, codeOfMemberAfter(garbage), garbage);
    }
  }

  @Test
  void anUnknownOpIsToldSo() {
    assertEquals(4001, codeOfMemberAfter("{\"op\":\"DISPATCH\",\"d\":null}"));
  }

  @Test
  void whoIsNotIdentifiedCannotSend() {
    assertEquals(
        4003,
        codeAfter("{\"op\":\"MESSAGE_SEND\",\"d\":{\"channel_id\":\"1\",\"content\":\"x\"}}"));
  }

  @Test
  void whoDoesNotIdentifyInTenSecondsIsClosed() {
    try (var stranger = Stranger.connect()) {
      assertEquals(4003, stranger.inbox().awaitClose(Duration.ofSeconds(15)).code());
    }
  }

  @Test
  void aBadTokenIsToldSo() {
    assertEquals(4004, codeAfter("{\"op\":\"IDENTIFY\",\"d\":{\"token\":\"no.such.token\"}}"));
  }

  @Test
  void identifyingTwiceIsRefused() {
    var zoe = Person.make("zoe");
    try (var session = zoe.connect(SocketOptions.ONCE)) {
      session.socket().send("IDENTIFY", Json.object().put("token", zoe.token()));
      assertEquals(4005, session.inbox().awaitClose(Limits.ANSWER).code());
    }
  }

  @Test
  void aFrameIsBoundedTighterBeforeIdentifying() {
    assertEquals(1009, codeAfter("x".repeat(4 * KIB + 1)));
    assertEquals(1009, codeOfMemberAfter("x".repeat(64 * KIB + 1)));
  }

  @Test
  void aSocketIsOpenedFromTheProductsOwnPagesOnly() {
    var inbox = new Inbox();
    var foreign = SocketOptions.SILENT.header("origin", "https://evil.example");
    var _ = GatewaySocket.open(connection(), () -> "", foreign, inbox);
    assertEquals(403, inbox.awaitRefusal(Limits.ANSWER));

    var own = SocketOptions.SILENT.header("origin", connection().base().toString());
    var welcome = new Inbox();
    try (var socket = GatewaySocket.open(connection(), () -> "", own, welcome)) {
      var hello = welcome.awaitFrame(frame -> frame.op().equals("HELLO"), "HELLO", Limits.ANSWER);
      assertEquals("HELLO", hello.op());
      assertTrue(socket.connected());
    }
  }

  @Test
  void theTokenMayComeWithTheUpgrade() {
    var zoe = Person.make("zoe");
    var inbox = new Inbox();
    var options = SocketOptions.SILENT.header("authorization", "Bearer " + zoe.token());
    try (var socket = GatewaySocket.open(connection(), () -> "", options, inbox)) {
      var _ = inbox.awaitFrame(frame -> frame.op().equals("HELLO"), "HELLO", Limits.ANSWER);
      socket.send("IDENTIFY", Json.object());
      var ready = inbox.awaitEvent("READY", d -> true, Limits.ANSWER);
      assertEquals(zoe.id(), ready.path("user").path("id").asText());
    }
  }

  @Test
  void aHeartbeatIsAnsweredWithTheCursor() {
    try (var session = Person.make("zoe").connect(SocketOptions.ONCE)) {
      session.socket().send("HEARTBEAT", NullNode.getInstance());
      var ack =
          session
              .inbox()
              .awaitFrame(
                  frame -> frame.op().equals("HEARTBEAT_ACK"), "HEARTBEAT_ACK", Limits.ANSWER)
              .d();
      var ready = session.ready().path("cursor");
      assertEquals(ready.path("epoch"), ack.path("cursor").path("epoch"));
      ready
          .path("at")
          .properties()
          .forEach(entry ->
              assertTrue(
                  ack.path("cursor").path("at").path(entry.getKey()).asLong()
                      >= entry.getValue().asLong(),
                  entry.getKey()));
    }
  }
}
