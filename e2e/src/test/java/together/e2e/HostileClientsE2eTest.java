package together.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import together.e2e.client.Connection;
import together.e2e.client.GatewaySocket;
import together.e2e.client.Json;
import together.e2e.client.SocketOptions;

/** Clients that mean harm, or are stuck, and those beside them that must not feel it. */
class HostileClientsE2eTest {
  private static final boolean SOAK = Boolean.getBoolean("together.soak");

  /** Of one address no more than 5,000 may wait to identify. */
  private static final int STRANGERS = SOAK ? 10_000 : 1_000;

  /** 16 KB each, so that some seconds of them are more than the kernel and the gateway keep. */
  private static final String LONG = "\uD83D\uDE00".repeat(4_000);

  private static final int QUIET_POSTS = 100;
  private static final int POSTS = 700;
  private static final Duration PAUSE = Duration.ofMillis(15);

  private static Connection connection() {
    return SharedPlatform.get().connection();
  }

  private static void post(House house, Latencies neighbour, String begin, int count) {
    var channel = house.owner().api().channel(house.text());
    for (int i = 0; i < count; i++) {
      var nonce = begin + i;
      neighbour.posting(nonce);
      var _ = channel.post(LONG, nonce, null);
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static String introduce(String op, String token, JsonNode cursor) {
    var d = Json.object().put("token", token);
    if (!cursor.isMissingNode()) {
      d.set("cursor", cursor);
    }
    var frame = Json.object().put("op", op);
    frame.set("d", d);
    return new String(Json.bytes(frame), StandardCharsets.UTF_8);
  }

  @Test
  void aClientThatStopsReadingLosesItsSocketAndNothingElse() throws IOException {
    var house = House.build();
    var token = house.member().token();
    var neighbour = new Latencies();
    try (var beside =
        GatewaySocket.open(connection(), house.owner()::token, SocketOptions.ONCE, neighbour)) {
      Wait.until(beside::connected, "the neighbour to be connected");
      post(house, neighbour, "quiet-", QUIET_POSTS);
      Wait.until(() -> neighbour.count() == QUIET_POSTS, "the quiet messages");
      JsonNode cursor;
      try (var stuck = new RawSocket(connection().base(), 4 * 1024)) {
        stuck.send(introduce("IDENTIFY", token, Json.object().path("none")));
        cursor = stuck.await("READY").path("d").path("cursor");
        post(house, neighbour, "stuck-", POSTS);
        Wait.until(() -> neighbour.count() == QUIET_POSTS + POSTS, "all messages");
        int got = readToTheEnd(stuck);
        assertTrue(got < POSTS, "the stuck socket got all, was never cut");
        tell(neighbour, got);
      }

      try (var back = new RawSocket(connection().base(), 1 << 20)) {
        back.send(introduce("RESUME", token, cursor));
        var nonces = new ArrayList<String>();
        JsonNode frame = back.await("HELLO");
        try {
          while (frame != null && !frame.path("t").asText().equals("RESUMED")) {
            if (frame.path("d").path("channel_id").asText().equals(house.text())) {
              nonces.add(frame.path("d").path("nonce").asText());
            }
            frame = back.next();
          }
        } catch (SocketTimeoutException e) {
          throw new AssertionError("stalls after " + nonces.size() + " of " + POSTS, e);
        }
        assertEquals(expected(), nonces, "closed with " + back.closeCode());
      }
    }
  }

  private static List<String> expected() {
    var nonces = new ArrayList<String>();
    for (int i = 0; i < POSTS; i++) {
      nonces.add("stuck-" + i);
    }
    return nonces;
  }

  private static int readToTheEnd(RawSocket stuck) {
    int messages = 0;
    try {
      for (var frame = stuck.next(); frame != null; frame = stuck.next()) {
        messages += frame.path("t").asText().equals("MESSAGE_CREATE") ? 1 : 0;
      }
      assertEquals(4013, stuck.closeCode());
    } catch (IOException e) {
      // Reset, as is a connection that is closed with bytes nobody takes.
      assertTrue(!(e instanceof SocketTimeoutException), "it is still open");
    }
    return messages;
  }

  private static void tell(Latencies neighbour, int got) {
    System.out.printf(
        "beside a stuck socket, which got %d of %d: p50 %.1f ms, p99 %.1f ms; without it p50 %.1f"
            + " ms, p99 %.1f ms%n",
        got,
        POSTS,
        neighbour.millis("stuck-", 0.5),
        neighbour.millis("stuck-", 0.99),
        neighbour.millis("quiet-", 0.5),
        neighbour.millis("quiet-", 0.99));
    // Far above what is promised: a loaded machine must not fail it, a stalled event loop must.
    assertTrue(neighbour.millis("stuck-", 0.99) < 1_500, "the neighbour waits");
  }

  @Test
  void aHeadThatNeverEndsIsCutHoweverOftenAByteOfItComes() throws Exception {
    var base = connection().base();
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(base.getHost(), base.getPort()));
      socket.setSoTimeout(250);
      var out = socket.getOutputStream();
      out.write("GET /gateway HTTP/1.1\r\nHost: t\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
      long began = System.nanoTime();
      while (!isClosedAfter(socket)) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
        assertTrue(seconds < 25, "still open after " + seconds + " s");
      }
    }
  }

  /** Dribbles one byte and looks for an end. */
  private static boolean isClosedAfter(Socket socket) {
    try {
      socket.getOutputStream().write('x');
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void socketsThatNeverIdentifyAreClosedAndCostNobodyElseAnything() throws Exception {
    var house = House.build();
    try (var session = house.member().connect(SocketOptions.ONCE);
        var crowd = new SilentCrowd(connection().base())) {
      long before = SilentCrowd.residentKilobytes();
      crowd.open(STRANGERS);
      long during = SilentCrowd.residentKilobytes();
      var posted =
          house.owner().api().channel(house.text()).post("hello", "through-the-crowd", null);
      var _ =
          session
              .inbox()
              .awaitEvent(
                  "MESSAGE_CREATE",
                  d -> d.path("id").equals(posted.path("id")),
                  Duration.ofSeconds(5));
      System.out.printf(
          "%d sockets that never identify: %d upgraded, %d refused; gateway %d KB, then %d KB%n",
          STRANGERS, crowd.upgraded(), crowd.refused(), before, during);
      assertEquals(STRANGERS, crowd.upgraded() + crowd.refused());
      assertTrue(crowd.upgraded() >= Math.min(STRANGERS, 4_000), "upgraded " + crowd.upgraded());
      crowd.awaitEnd(Duration.ofSeconds(40));
      assertEquals(crowd.upgraded(), crowd.closedWith(4003));
      assertTrue(session.socket().connected());
    }
  }
}
