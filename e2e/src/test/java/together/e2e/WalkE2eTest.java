package together.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import together.e2e.client.ApiClient;
import together.e2e.client.ApiException;
import together.e2e.client.Inbox;
import together.e2e.client.Json;
import together.e2e.client.Patience;
import together.e2e.client.SocketOptions;

/** What a new user does on the first evening. */
class WalkE2eTest {

  @Test
  void aNewUserRegistersLogsInRefreshesAndSeesOneself() {
    var ada = Person.register("ada");
    assertEquals(ada.id(), ada.api().auth().me().path("id").asText());
    assertEquals(ada.name(), ada.api().auth().me().path("username").asText());

    var again = ada.logIn();
    assertEquals(ada.id(), again.userId());
    var open = new ApiClient(ada.connection());
    var refreshed = open.auth().refresh(again.refreshToken());
    assertNotEquals(again.refreshToken(), refreshed.refreshToken());
    assertEquals(ada.id(), open.bearer(refreshed.accessToken()).auth().me().path("id").asText());

    var refusal =
        assertThrows(
            ApiException.class, () -> open.auth().login(ada.name(), "wrong horse battery"));
    assertEquals(401, refusal.status());
  }

  @Test
  void aNewServerHasItsFirstChannelsAndTakesInWhoHasAnInvite() {
    var house = House.build();
    var servers = house.owner().api().servers();
    assertEquals(
        List.of("general", "General", "lounge"),
        servers.channels(house.guild()).stream().map(c -> c.path("name").asText()).toList());
    var roles = house.owner().api().list("/api/servers/" + house.guild() + "/roles");
    assertEquals(1, roles.size());
    assertEquals("@everyone", roles.getFirst().path("name").asText());
    assertEquals(house.guild(), roles.getFirst().path("id").asText());

    assertEquals(
        List.of(house.guild()),
        house.member().api().servers().mine().stream().map(g -> g.path("id").asText()).toList());
    var members = servers.members(house.guild(), null, 1000);
    assertEquals(
        List.of(house.owner().id(), house.member().id()),
        members.stream().map(m -> m.path("user").path("id").asText()).sorted().toList());
  }

  @Test
  void whoJoinsIsToldInTheServersFirstChannel() {
    var house = House.build();
    var first = house.owner().api().servers().channels(house.guild()).getFirst();
    var channel = first.path("id").asText();
    try (var session = house.owner().connect(SocketOptions.ONCE)) {
      var carl = Person.make("carl");
      var _ = carl.api().servers().join(house.owner().api().servers().invite(house.guild()));
      var told =
          session
              .inbox()
              .awaitEvent(
                  "MESSAGE_CREATE",
                  d -> d.path("author").path("id").asText().equals(carl.id()),
                  Limits.ANSWER);
      assertEquals(channel, told.path("channel_id").asText());
      assertEquals(7, told.path("type").asInt());
      assertEquals(told, carl.api().channel(channel).history().getLast());
    }
  }

  @Test
  void settingsAreToldToAllSessionsAndAreInReady() {
    var house = House.build();
    var member = house.member();
    var body = Json.object();
    body.putArray("channels")
        .addObject()
        .put("channel_id", house.text())
        .put("level", "nothing")
        .put("muted", true);
    try (var session = member.connect(SocketOptions.ONCE)) {
      var set = member.api().call("PATCH", "/api/users/@me/notification-settings", body);
      var told =
          session.inbox().awaitEvent("NOTIFICATION_SETTINGS_UPDATE", d -> true, Limits.ANSWER);
      assertEquals(set, told);
      try (var other = member.connect(SocketOptions.ONCE)) {
        assertEquals(set, other.ready().path("notification_settings"));
      }
    }
  }

  @Test
  void readyShowsTheServerAsItIs() {
    var house = House.build();
    try (var session = house.member().connect(SocketOptions.ONCE)) {
      var ready = session.ready();
      assertEquals(house.member().id(), ready.path("user").path("id").asText());
      for (var field :
          List.of(
              "session_id",
              "private_channels",
              "relationships",
              "read_states",
              "notification_settings",
              "presences",
              "cursor")) {
        assertTrue(ready.has(field), field);
      }
      var guild = session.guild(house.guild());
      assertEquals(house.owner().id(), guild.path("owner_id").asText());
      assertEquals(3, guild.path("channels").size());
      assertEquals(1, guild.path("roles").size());
      assertEquals(2, guild.path("member_count").asInt());
      assertTrue(guild.path("revision").asLong() >= 2);
      assertEquals(house.member().id(), guild.path("member").path("user").path("id").asText());
    }
  }

  @Test
  void aMessageReachesBothAndTheHistory() {
    var house = House.of(Person.register("ada"), Person.register("ben"));
    try (var ada = house.owner().connect(SocketOptions.ONCE);
        var ben = house.member().connect(SocketOptions.ONCE)) {
      var channel = house.owner().api().channel(house.text());
      var first = channel.post("hello by REST", "n1", null);
      var firstId = first.path("id").asText();
      var second =
          ada.socket()
              .post(house.text(), "hello by socket", "n2", firstId)
              .orTimeout(20, TimeUnit.SECONDS)
              .join();
      assertEquals(firstId, second.path("message_reference").path("message_id").asText());
      assertEquals("hello by REST", second.path("referenced_message").path("content").asText());
      for (var inbox : List.of(ada.inbox(), ben.inbox())) {
        assertEquals(first, awaitMessage(inbox, "n1"));
        assertEquals(second, awaitMessage(inbox, "n2"));
        assertEquals(2, inbox.messages(house.text()).size());
      }
      assertEquals(List.of(first, second), house.member().api().channel(house.text()).history());
    }
  }

  @Test
  void theSameNonceIsTheSameMessage() {
    var house = House.build();
    try (var ben = house.member().connect(SocketOptions.ONCE)) {
      var channel = house.owner().api().channel(house.text());
      var first = channel.post("once", "n1", null);
      assertEquals(first, channel.post("once", "n1", null));
      var last = channel.post("last", "n2", null);
      var _ = awaitMessage(ben.inbox(), "n2");
      assertEquals(List.of(first, last), ben.inbox().messages(house.text()));
    }
  }

  @Test
  void whoJoinsAVoiceChannelIsSeenThereUntilLeaving() {
    var house = House.build();
    try (var ada = house.owner().connect(SocketOptions.ONCE);
        var ben = house.member().connect(SocketOptions.ONCE)) {
      ben.socket().voice(house.guild(), house.voice());
      for (var inbox : List.of(ada.inbox(), ben.inbox())) {
        var _ = awaitVoice(inbox, house.member(), house.voice());
      }
      ben.socket().voice(house.guild(), null);
      for (var inbox : List.of(ada.inbox(), ben.inbox())) {
        var _ = awaitVoice(inbox, house.member(), null);
      }
    }
  }

  @Test
  void closingTheSocketLeavesTheVoiceChannel() {
    var house = House.build();
    try (var ada = house.owner().connect(SocketOptions.ONCE)) {
      var ben = house.member().connect(SocketOptions.ONCE);
      ben.socket().voice(house.guild(), house.voice());
      var joined = awaitVoice(ada.inbox(), house.member(), house.voice());
      assertEquals(ben.ready().path("session_id"), joined.path("session_id"));
      ben.close();
      var _ = awaitVoice(ada.inbox(), house.member(), null);
    }
  }

  @Test
  void voiceStatesOutliveTheVoiceService() {
    var house = House.build();
    try (var ben = house.member().connect(SocketOptions.LASTING)) {
      ben.socket().voice(house.guild(), house.voice());
      var _ = awaitVoice(ben.inbox(), house.member(), house.voice());
      SharedPlatform.get().platform().killAndAwaitRestart("voice");
      try (var ada = house.owner().connect(SocketOptions.ONCE)) {
        var states = ada.guild(house.guild()).path("voice_states");
        assertEquals(1, states.size(), states.toString());
        assertEquals(house.voice(), states.path(0).path("channel_id").asText());
        ben.socket().voice(house.guild(), null);
        var _ = awaitVoice(ada.inbox(), house.member(), null);
      }
    }
  }

  @Test
  void everythingIsStillThereAfterStopAndStart() {
    var house = House.build();
    var channel = house.owner().api().with(new Patience(Limits.RECOVERY)).channel(house.text());
    var message = channel.post("to be kept", "n1", null);
    var platform = SharedPlatform.get().platform();

    var stopped = platform.stop();
    assertTrue(stopped.compareTo(Duration.ofSeconds(10)) <= 0, "stopping took " + stopped);
    var _ = platform.start();

    assertEquals(List.of(message), channel.history());
    assertEquals(message, channel.post("to be kept", "n1", null));
    try (var session = house.member().connect(SocketOptions.ONCE)) {
      assertEquals(3, session.guild(house.guild()).path("channels").size());
      var next = channel.post("after the start", "n2", null);
      assertTrue(next.path("id").asLong() > message.path("id").asLong());
      assertEquals(next, awaitMessage(session.inbox(), "n2"));
    }
  }

  private static JsonNode awaitMessage(Inbox inbox, String nonce) {
    return inbox.awaitEvent(
        "MESSAGE_CREATE", d -> d.path("nonce").asText().equals(nonce), Limits.ANSWER);
  }

  private static JsonNode awaitVoice(Inbox inbox, Person who, @Nullable String channel) {
    return inbox.awaitEvent(
        "VOICE_STATE_UPDATE",
        d ->
            d.path("user_id").asText().equals(who.id())
                && (channel == null
                    ? d.path("channel_id").isNull()
                    : d.path("channel_id").asText().equals(channel)),
        Limits.ANSWER);
  }
}
