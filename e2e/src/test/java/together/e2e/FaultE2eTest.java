package together.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import together.e2e.client.Inbox;
import together.e2e.client.Patience;
import together.e2e.client.ServerApi;
import together.e2e.client.SocketOptions;

/** Kills every service with -9 in the middle of a load of posts, and counts. */
class FaultE2eTest {
  private static final List<String> SERVICES =
      List.of("message", "gateway", "guild", "auth", "voice");

  /** Posts that must be acknowledged before the next kill, so that each one falls into the load. */
  private static final int BETWEEN_KILLS = 60;

  private static final Patience PATIENCE = new Patience(Limits.RECOVERY);

  @Test
  void everyAcknowledgedMessageIsThereOnceAndInOrderAfterEachServiceWasKilled() throws Exception {
    var house = House.build();
    var second =
        house
            .owner()
            .api()
            .servers()
            .createChannel(house.guild(), "second", ServerApi.TEXT)
            .required("id")
            .asText();
    try (var ada = house.owner().connect(SocketOptions.LASTING);
        var ben = house.member().connect(SocketOptions.LASTING)) {
      var posters =
          List.of(
              byRest("ada-first", house.owner(), house.text()),
              byRest("ben-first", house.member(), house.text()),
              byRest("ada-second", house.owner(), second),
              bySocket("ben-socket", ben, second));
      killEachDuring(posters);

      for (var channel : List.of(house.text(), second)) {
        var acknowledged = acknowledged(posters, channel);
        var history = house.owner().api().with(PATIENCE).channel(channel).history();
        assertHolds(history, acknowledged);
        for (var session : List.of(ada, ben)) {
          assertReceivedAll(session.inbox(), channel, history);
        }
      }
      for (var poster : posters) {
        assertEquals(sorted(poster.ids()), poster.ids(), "a poster's own order");
      }
      for (var session : List.of(ada, ben)) {
        assertEquals(1, session.socket().identified(), "sessions resume, they do not begin anew");
        assertTrue(session.socket().resumed() >= 1, "the gateway's death was noticed");
      }
    }
  }

  private static void killEachDuring(List<Poster> posters) throws Exception {
    var platform = SharedPlatform.get().platform();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<?>>();
      posters.forEach(poster -> running.add(threads.submit(poster)));
      try {
        for (var service : SERVICES) {
          awaitMore(posters, running);
          platform.killAndAwaitRestart(service);
        }
        awaitMore(posters, running);
      } finally {
        posters.forEach(Poster::finish);
      }
      for (var poster : running) {
        poster.get();
      }
    }
  }

  private static void awaitMore(List<Poster> posters, List<Future<?>> running)
      throws ExecutionException, InterruptedException {
    var goal = count(posters) + BETWEEN_KILLS;
    var deadline = System.nanoTime() + Limits.RECOVERY.toNanos();
    while (count(posters) < goal) {
      for (var poster : running) {
        if (poster.isDone()) {
          // Throws what ended it.
          poster.get();
        }
      }
      assertTrue(System.nanoTime() < deadline, () -> "posting stands still at " + count(posters));
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private static int count(List<Poster> posters) {
    return posters.stream().mapToInt(poster -> poster.acknowledged().size()).sum();
  }

  private static Poster byRest(String name, Person person, String channel) {
    var api = person.api().with(PATIENCE).channel(channel);
    return new Poster(
        name, channel, Duration.ofMillis(40), nonce -> api.post("text of " + nonce, nonce, null));
  }

  private static Poster bySocket(String name, Session session, String channel) {
    return new Poster(
        name,
        channel,
        // The platform takes 120 frames a minute from one socket.
        Duration.ofMillis(700),
        nonce ->
            PATIENCE.ask(() ->
                Poster.join(session.socket().post(channel, "text of " + nonce, nonce, null))));
  }

  private static Map<String, String> acknowledged(List<Poster> posters, String channel) {
    var all = new HashMap<String, String>();
    posters.stream()
        .filter(poster -> poster.channel().equals(channel))
        .forEach(poster -> all.putAll(poster.acknowledged()));
    return all;
  }

  private static void assertHolds(List<JsonNode> history, Map<String, String> acknowledged) {
    var idByNonce = new HashMap<String, String>();
    for (var message : history) {
      var before = idByNonce.put(message.path("nonce").asText(), message.path("id").asText());
      assertEquals(null, before, () -> "stored twice: " + message);
    }
    acknowledged.forEach((nonce, id) -> assertEquals(id, idByNonce.get(nonce), nonce));
    assertEquals(sorted(ids(history)), ids(history), "history in the order of ids");
    assertEquals(new HashSet<>(ids(history)).size(), history.size());
  }

  private static void assertReceivedAll(Inbox inbox, String channel, List<JsonNode> history) {
    inbox.awaitUntil(
        all -> all.messages(channel).size() >= history.size(),
        history.size() + " messages of " + channel,
        Limits.RECOVERY);
    assertEquals(ids(history), ids(inbox.messages(channel)), "what the client got, in order");
  }

  private static List<String> ids(List<JsonNode> messages) {
    return messages.stream().map(message -> message.path("id").asText()).toList();
  }

  private static List<String> sorted(List<String> ids) {
    return ids.stream().map(Long::valueOf).sorted().map(String::valueOf).toList();
  }
}
