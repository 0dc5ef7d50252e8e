package together.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import together.e2e.client.ApiClient;
import together.e2e.client.Connection;
import together.e2e.client.Patience;
import together.e2e.client.SocketOptions;

/**
 * Two processes of message-service, a relay in each, write the same channel; one of them is killed
 * again and again, at random the one that posts or the one that relays. 20 times in the long form.
 */
class MessageKillsE2eTest {
  private static final int KILLS = Boolean.getBoolean("together.soak") ? 20 : 4;
  private static final int BETWEEN_KILLS = 60;
  private static final Patience PATIENCE = new Patience(Limits.RECOVERY);

  private static SharedPlatform platform;

  @BeforeAll
  static void start() {
    platform =
        SharedPlatform.start(
            "two-messages", Map.of("TOGETHER_GATEWAYS", "2", "TOGETHER_MESSAGES", "2"));
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  @Test
  void everythingAcknowledgedIsDeliveredOnceAndInOrderWhicheverIsKilled() throws Exception {
    var house = House.build(platform);
    var connections = new ArrayList<Connection>();
    var sessions = new ArrayList<Session>();
    var posters = new ArrayList<Poster>();
    try {
      for (var i = 0; i < 3; i++) {
        var session = house.member().connect(SocketOptions.LASTING);
        sessions.add(session);
        posters.add(bySocket("socket-" + i, session, house.text()));
      }
      for (var i = 0; i < 6; i++) {
        // Connections of their own: the kernel spreads them over both gateways.
        var connection = new Connection(platform.platform().url());
        connections.add(connection);
        posters.add(editing("rest-" + i, connection, house));
      }
      var crew = new Crew(posters);
      crew.workDuring(() -> killAgainAndAgain(crew));

      var accounts = Accounts.of(house.owner(), house.text());
      accounts.assertHold(crew.acknowledged());
      assertEditsHold(accounts.history(), crew.acknowledged());
      for (var session : sessions) {
        accounts.assertReceived(session.inbox());
        assertUpdatedOnce(session, accounts.history());
      }
      new StoredChannel(platform.platform().installation(), house.text()).assertLogAgrees();
      System.out.printf(
          "%d kills, %d posts acknowledged, %d stored%n",
          KILLS, crew.count(), accounts.history().size());
    } finally {
      sessions.forEach(Session::close);
      connections.forEach(Connection::close);
    }
  }

  private static void killAgainAndAgain(Crew crew) throws Exception {
    for (var kill = 0; kill < KILLS; kill++) {
      var victim = kill % 2 == 0 ? "message" : "message-2";
      crew.awaitMore(BETWEEN_KILLS);
      platform.platform().killAndAwaitRestart(victim);
      Wait.until(() -> isReady(victim), victim + " to be ready");
    }
    crew.awaitMore(BETWEEN_KILLS);
  }

  /** {@code message-2} is found by MESSAGE_2. */
  private static String portOf(String service) {
    return service.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static boolean isReady(String service) {
    int port = platform.platform().installation().ports().of(portOf(service));
    var uri = "http://127.0.0.1:%d/q/health/ready".formatted(port);
    try (var http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(uri)).timeout(Duration.ofSeconds(5)).build();
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Posts, and edits what it has posted. */
  private static Poster editing(String name, Connection connection, House house) {
    var channel =
        new ApiClient(connection)
            .bearer(house.owner().token())
            .with(PATIENCE)
            .channel(house.text());
    return new Poster(
        name,
        house.text(),
        Duration.ofMillis(60),
        nonce -> {
          var posted = channel.post("text of " + nonce, nonce, null);
          return channel.edit(posted.required("id").asText(), "edited " + nonce);
        });
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

  private static void assertEditsHold(List<JsonNode> history, Map<String, String> acknowledged) {
    for (var message : history) {
      var nonce = message.path("nonce").asText();
      if (nonce.startsWith("rest-") && acknowledged.containsKey(nonce)) {
        assertEquals("edited " + nonce, message.path("content").asText());
      }
    }
  }

  /** Each edited message was told to be so once, with what is stored now. */
  private static void assertUpdatedOnce(Session session, List<JsonNode> history) {
    var edited = new HashMap<String, String>();
    for (var message : history) {
      if (!message.path("edited_timestamp").isNull()) {
        edited.put(message.path("id").asText(), message.path("content").asText());
      }
    }
    session
        .inbox()
        .awaitUntil(
            all -> all.events("MESSAGE_UPDATE").size() >= edited.size(),
            edited.size() + " edits",
            Limits.RECOVERY);
    var told = new HashMap<String, String>();
    for (var update : session.inbox().events("MESSAGE_UPDATE")) {
      var before = told.put(update.path("id").asText(), update.path("content").asText());
      assertEquals(null, before, () -> "told twice: " + update);
    }
    assertEquals(edited, told);
  }
}
