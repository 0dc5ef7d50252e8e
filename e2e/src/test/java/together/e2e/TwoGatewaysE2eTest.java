package together.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import together.e2e.client.GatewaySocket;
import together.e2e.client.Inbox;
import together.e2e.client.Json;
import together.e2e.client.Patience;
import together.e2e.client.SocketOptions;

/** Two gateway processes behind one port: clients of one that ends go on at the other. */
class TwoGatewaysE2eTest {
  private static final List<String> GATEWAYS = List.of("gateway", "gateway-2");
  private static final Patience PATIENCE = new Patience(Limits.RECOVERY);
  private static final int SOCKETS_EACH = 6;

  /** Posts while a client is away: several windows of them. */
  private static final int AWAY = 600;

  private static SharedPlatform platform;

  @BeforeAll
  static void start() {
    platform =
        SharedPlatform.start(
            "two-gateways",
            Map.of(
                "TOGETHER_GATEWAYS", "2",
                // A window of some hundred messages, which a test can overrun.
                "TOGETHER_GATEWAY_WINDOW_BYTES", "300000",
                // A dozen sockets spread over two seconds, as a thousand would be over five.
                "TOGETHER_GATEWAY_DRAIN_PER_SOCKET", "0.3S"));
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  /** Something happens to one gateway after the other, each back before the next. */
  private interface Fault {
    void happensTo(String gateway);
  }

  @Test
  void everybodyGoesOnAtTheOtherWhenOneIsKilledAndThenTheOther() throws Exception {
    nothingIsLostOrDoubledWhen(platform.platform()::killAndAwaitRestart);
  }

  @Test
  void aRollingRestartAsksEverybodyToComeBackAndLosesNothing() throws Exception {
    var sessions = nothingIsLostOrDoubledWhen(platform.platform()::restart);
    for (var session : sessions) {
      assertTrue(
          session.inbox().frames().stream().anyMatch(frame -> frame.op().equals("RECONNECT")),
          "asked to connect anew, not cut off");
    }
  }

  @Test
  void aClientThatWasAwayLongerThanTheWindowGetsAllOfItFromKafka() {
    var house = House.build(platform);
    JsonNode cursor;
    try (var session = house.member().connect(SocketOptions.ONCE)) {
      cursor = session.ready().required("cursor");
    }
    var channel = house.owner().api().with(PATIENCE).channel(house.text());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < AWAY; i++) {
        var nonce = "away-" + i;
        threads.execute(() -> channel.post("x".repeat(400), nonce, null));
        LockSupport.parkNanos(Duration.ofMillis(8).toNanos());
      }
    }
    var history = channel.history();
    assertEquals(AWAY, history.size());
    var inbox = new Inbox();
    try (var socket =
        GatewaySocket.open(platform.connection(), () -> "", SocketOptions.SILENT, inbox)) {
      var _ = inbox.awaitFrame(frame -> frame.op().equals("HELLO"), "HELLO", Limits.ANSWER);
      var resume = Json.object().put("token", house.member().token());
      resume.set("cursor", cursor);
      socket.send("RESUME", resume);
      var _ = inbox.awaitEvent("RESUMED", d -> true, Limits.ANSWER);
      assertEquals(ids(history), ids(inbox.messages(house.text())), "all, once, in order");
    }
  }

  private static List<Session> nothingIsLostOrDoubledWhen(Fault fault) throws Exception {
    var house = House.build(platform);
    var sessions = new ArrayList<Session>();
    try {
      for (var i = 0; i < SOCKETS_EACH; i++) {
        sessions.add(house.owner().connect(SocketOptions.LASTING));
        sessions.add(house.member().connect(SocketOptions.LASTING));
      }
      var acknowledged = postDuring(house, fault);
      var history = house.owner().api().with(PATIENCE).channel(house.text()).history();
      var idByNonce = new HashMap<String, String>();
      history.forEach(m -> idByNonce.put(m.path("nonce").asText(), m.path("id").asText()));
      acknowledged.forEach((nonce, id) -> assertEquals(id, idByNonce.get(nonce), nonce));
      for (var session : sessions) {
        assertReceivedOnceInOrder(session, house.text(), history);
        assertEquals(1, session.socket().identified(), "sessions resume, they do not begin anew");
        assertTrue(session.socket().resumed() >= 1, "each was on one of the two");
      }
      return sessions;
    } finally {
      sessions.forEach(Session::close);
    }
  }

  private static Map<String, String> postDuring(House house, Fault fault) throws Exception {
    var posters =
        List.of(poster("ada", house.owner(), house), poster("ben", house.member(), house));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<?>>();
      posters.forEach(poster -> running.add(threads.submit(poster)));
      try {
        for (var gateway : GATEWAYS) {
          awaitMore(posters);
          fault.happensTo(gateway);
        }
        awaitMore(posters);
      } finally {
        posters.forEach(Poster::finish);
      }
      for (var poster : running) {
        poster.get();
      }
    }
    var all = new HashMap<String, String>();
    posters.forEach(poster -> all.putAll(poster.acknowledged()));
    return all;
  }

  private static Poster poster(String name, Person person, House house) {
    var api = person.api().with(PATIENCE).channel(house.text());
    return new Poster(
        name,
        house.text(),
        Duration.ofMillis(30),
        nonce -> api.post("text of " + nonce, nonce, null));
  }

  private static void awaitMore(List<Poster> posters) {
    var goal = count(posters) + 60;
    var deadline = System.nanoTime() + Limits.RECOVERY.toNanos();
    while (count(posters) < goal) {
      assertTrue(System.nanoTime() < deadline, () -> "posting stands still at " + count(posters));
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private static int count(List<Poster> posters) {
    return posters.stream().mapToInt(poster -> poster.acknowledged().size()).sum();
  }

  private static void assertReceivedOnceInOrder(
      Session session, String channel, List<JsonNode> history) {
    session
        .inbox()
        .awaitUntil(
            all -> all.messages(channel).size() >= history.size(),
            history.size() + " messages",
            Limits.RECOVERY);
    assertEquals(ids(history), ids(session.inbox().messages(channel)), "all, once, in order");
  }

  private static List<String> ids(List<JsonNode> messages) {
    return messages.stream().map(message -> message.path("id").asText()).toList();
  }
}
