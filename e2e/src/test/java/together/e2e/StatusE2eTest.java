package together.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.e2e.client.GatewaySocket;
import together.e2e.client.Inbox;
import together.e2e.client.Json;
import together.e2e.client.Patience;
import together.e2e.client.SocketOptions;

/**
 * Status, custom status and profile over two gateway processes: Ada is told of by who shares two
 * servers with her, on whichever of the two, and by nobody who shares none.
 */
class StatusE2eTest {
  /** As many that all of them on one process is a rarity. */
  private static final int SOCKETS = 6;

  private static final Patience PATIENCE = new Patience(Limits.RECOVERY);

  private static SharedPlatform platform;

  private final List<Session> sessions = new ArrayList<>();
  private Person ada;
  private Person ben;
  private Person cid;
  private List<String> shared = List.of();

  @BeforeAll
  static void start() {
    platform = SharedPlatform.start("status", Map.of("TOGETHER_GATEWAYS", "2"));
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  @BeforeEach
  void meet() {
    var house = House.build(platform);
    ada = house.owner();
    ben = house.member();
    cid = Person.make(platform, "cid");
    var servers = ben.api().with(PATIENCE).servers();
    var other = servers.create("The other house").required("id").asText();
    var _ = ada.api().with(PATIENCE).servers().join(servers.invite(other));
    shared = List.of(house.guild(), other);
  }

  @AfterEach
  void close() {
    sessions.forEach(Session::close);
  }

  private Session connect(Person person) {
    var session = person.connect(SocketOptions.LASTING);
    sessions.add(session);
    return session;
  }

  private List<Session> connectMany(Person person) {
    var many = new ArrayList<Session>();
    for (int i = 0; i < SOCKETS; i++) {
      many.add(connect(person));
    }
    return many;
  }

  private JsonNode set(Person person, String json) {
    var answer = person.api().raw("PATCH", "/api/users/@me", Json.parse(json.getBytes(UTF_8)));
    assertEquals(200, answer.status(), answer.toString());
    return answer.json();
  }

  private boolean isAdas(JsonNode presence) {
    return presence.path("user").path("id").asText().equals(ada.id());
  }

  private void awaitPresence(Session session, Predicate<JsonNode> fits) {
    var _ =
        session
            .inbox()
            .awaitEvent("PRESENCE_UPDATE", d -> isAdas(d) && fits.test(d), Limits.ANSWER);
  }

  /** In each of the servers that they share: there is one event for each. */
  private void awaitStatus(Session session, String status) {
    for (var guild : shared) {
      awaitPresence(
          session,
          d ->
              d.path("status").asText().equals(status)
                  && d.path("guild_id").asText().equals(guild));
    }
  }

  private static Predicate<JsonNode> says(String text) {
    return d -> d.path("custom_status").path("text").asText().equals(text);
  }

  private static boolean saysNothing(JsonNode presence) {
    return presence.path("status").asText().equals("online") && !presence.has("custom_status");
  }

  @Test
  void aCustomStatusIsSeenOnBothNodesAndGoesWhenItExpires() {
    var adas = connectMany(ada);
    var bens = connectMany(ben);
    var stranger = connect(cid);
    bens.forEach(session -> awaitPresenceOrReady(session, "online"));
    var end = Clock.systemUTC().instant().plusSeconds(5).truncatedTo(ChronoUnit.MILLIS);
    set(
        ada,
        """
        {"custom_status": {"text": "at lunch", "emoji": "\\uD83C\\uDF5C", "expires_at": "%s"}}\
        """
            .formatted(end));
    bens.forEach(session -> awaitPresence(session, says("at lunch")));
    for (var own : adas) {
      var told = own.inbox().awaitEvent("USER_SETTINGS_UPDATE", d -> true, Limits.ANSWER);
      assertEquals("at lunch", told.path("custom_status").path("text").asText());
    }
    var late = connect(ben);
    assertEquals("at lunch", presenceIn(late.ready()).path("custom_status").path("text").asText());
    for (var session : bens) {
      var before = session.inbox().events("PRESENCE_UPDATE").stream().filter(this::isAdas).toList();
      var told = before.stream().filter(says("at lunch")).findFirst().orElseThrow();
      assertEquals(end.toString(), shortened(told.path("custom_status").path("expires_at")));
      session.inbox().awaitUntil(all -> saysNothing(last(all)), "the end of it", Limits.ANSWER);
    }
    var passed = Duration.between(end, Clock.systemUTC().instant());
    assertFalse(passed.isNegative(), "taken away " + passed.negated() + " early");
    assertEquals(
        List.of(),
        stranger.inbox().events("PRESENCE_UPDATE").stream().filter(this::isAdas).toList());
    assertTrue(ada.api().raw("GET", "/api/users/@me", null).json().path("custom_status").isNull());
  }

  /** As {@link java.time.Instant} writes it, which leaves milliseconds out when they are none. */
  private static String shortened(JsonNode moment) {
    return java.time.Instant.parse(moment.asText()).toString();
  }

  private JsonNode last(Inbox inbox) {
    return inbox.events("PRESENCE_UPDATE").stream().filter(this::isAdas).toList().getLast();
  }

  private void awaitPresenceOrReady(Session session, String status) {
    if (!presenceIn(session.ready()).path("status").asText().equals(status)) {
      awaitPresence(session, d -> d.path("status").asText().equals(status));
    }
  }

  private JsonNode presenceIn(JsonNode ready) {
    return StreamSupport.stream(ready.path("presences").spliterator(), false)
        .filter(this::isAdas)
        .findFirst()
        .orElse(Json.object());
  }

  @Test
  void aStatusThatWasSetLastsAndAnInvisibleOneIsNeverSeen() {
    set(ada, "{\"status\": \"dnd\"}");
    var bens = connectMany(ben);
    try (var first = ada.connect(SocketOptions.LASTING)) {
      assertEquals("dnd", first.ready().path("user_settings").path("status").asText());
      bens.forEach(session -> awaitStatus(session, "dnd"));
      set(ada, "{\"status\": \"invisible\", \"custom_status\": {\"text\": \"hush\"}}");
      bens.forEach(session -> awaitStatus(session, "offline"));
    }
    var before = bens.stream().map(session -> session.inbox().frames().size()).toList();
    var again = connectMany(ada);
    assertEquals(
        "invisible", again.getFirst().ready().path("user_settings").path("status").asText());
    var late = connect(ben);
    assertTrue(presenceIn(late.ready()).isEmpty());
    var renamed = "Ada " + ada.id();
    set(ada, Json.object().put("global_name", renamed).toString());
    for (int i = 0; i < bens.size(); i++) {
      var inbox = bens.get(i).inbox();
      inbox.awaitEvent("USER_UPDATE", d -> d.path("id").asText().equals(ada.id()), Limits.ANSWER);
      var since = inbox.frames().subList(before.get(i), inbox.frames().size());
      var seen =
          since.stream().filter(frame -> frame.is("PRESENCE_UPDATE") && isAdas(frame.d())).toList();
      assertEquals(List.of(), seen);
      assertFalse(inbox.frames().toString().contains("hush"));
    }
  }

  private List<String> names(Inbox inbox) {
    return inbox.events("USER_UPDATE").stream()
        .filter(d -> d.path("id").asText().equals(ada.id()))
        .map(d -> d.path("global_name").asText())
        .toList();
  }

  @Test
  void newNamesReachWhoSharesAServerOnceInOrderAndWhoResumesToo() {
    var bens = connectMany(ben);
    var stranger = connect(cid);
    var own = connect(ada);
    JsonNode cursor;
    try (var cut = ben.connect(SocketOptions.ONCE)) {
      cursor = cut.ready().required("cursor");
    }
    var expected = new ArrayList<String>();
    for (int i = 1; i <= 5; i++) {
      set(ada, "{\"global_name\": \"Ada the %d.\"}".formatted(i));
      expected.add("Ada the %d.".formatted(i));
    }
    for (var session : bens) {
      session.inbox().awaitUntil(inbox -> names(inbox).size() >= 5, "five names", Limits.ANSWER);
    }
    own.inbox().awaitUntil(inbox -> names(inbox).size() >= 5, "five names", Limits.ANSWER);
    var inbox = new Inbox();
    try (var socket =
        GatewaySocket.open(platform.connection(), () -> "", SocketOptions.SILENT, inbox)) {
      var _ = inbox.awaitFrame(frame -> frame.op().equals("HELLO"), "HELLO", Limits.ANSWER);
      var resume = Json.object().put("token", ben.token());
      resume.set("cursor", cursor);
      socket.send("RESUME", resume);
      var _ = inbox.awaitEvent("RESUMED", d -> true, Limits.ANSWER);
      inbox.awaitUntil(all -> names(all).size() >= 5, "five names", Limits.ANSWER);
      assertEquals(expected, names(inbox));
    }
    // What would come twice has come by now: the last name of all is behind it.
    set(ada, "{\"global_name\": \"Ada\"}");
    expected.add("Ada");
    for (var session : bens) {
      session.inbox().awaitUntil(all -> names(all).contains("Ada"), "the last", Limits.ANSWER);
      assertEquals(expected, names(session.inbox()));
    }
    own.inbox().awaitUntil(all -> names(all).contains("Ada"), "the last", Limits.ANSWER);
    assertEquals(expected, names(own.inbox()));
    assertEquals(List.of(), names(stranger.inbox()));
  }
}
