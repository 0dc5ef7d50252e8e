package together.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import together.e2e.client.ApiClient;
import together.e2e.client.Inbox;
import together.e2e.client.Json;
import together.e2e.client.ServerApi;
import together.e2e.client.SocketOptions;

/** State and events since == the state of who connects now. */
class StateE2eTest {
  private static final String VIEW_CHANNEL = Integer.toString(1 << 10);

  @Test
  void aClientThatAppliedTheEventsKnowsWhatAFreshOneIsTold() {
    var house = House.build();
    try (var ada = house.owner().connect(SocketOptions.ONCE);
        var ben = house.member().connect(SocketOptions.ONCE)) {
      change(house, ben);
      var channels = new ApiChanges(house);
      channels.marker();
      for (var pair : List.of(ada, ben)) {
        awaitMarker(pair.inbox());
      }
      assertSame(house.owner(), ada);
      assertSame(house.member(), ben);
    }
  }

  @Test
  void whoGainsSightOfAVoiceChannelKnowsWhoIsInIt() {
    var house = House.build();
    var cy = Person.make("cy");
    var _ = cy.api().servers().join(house.owner().api().servers().invite(house.guild()));
    try (var ben = house.member().connect(SocketOptions.ONCE);
        var watcher = cy.connect(SocketOptions.ONCE)) {
      var changes = new ApiChanges(house);
      changes.override(house.voice(), house.member().id(), VIEW_CHANNEL, "0", 1);
      ben.socket().voice(house.guild(), house.voice());
      var _ = awaitVoice(watcher, house);
      changes.override(house.voice(), house.guild(), "0", VIEW_CHANNEL);
      changes.override(house.voice(), house.guild(), "0", "0");
      changes.marker();
      awaitMarker(watcher.inbox());
      assertSame(cy, watcher);
      assertEquals(2, watcher.inbox().events("VOICE_STATE_UPDATE").size());
    }
  }

  private static JsonNode awaitVoice(Session session, House house) {
    return session
        .inbox()
        .awaitEvent(
            "VOICE_STATE_UPDATE",
            d -> d.path("channel_id").asText().equals(house.voice()),
            Limits.ANSWER);
  }

  /** Every change of a server that there is a route for, some of them undone again. */
  private static void change(House house, Session ben) {
    var changes = new ApiChanges(house);
    changes.patch("/api/servers/" + house.guild(), "name", "The new house");

    var role = changes.post("roles", "name", "guests");
    changes.patch("/api/roles/" + role, "name", "friends");
    changes.give(house.member(), role);
    var doomed = changes.post("roles", "name", "doomed");
    changes.give(house.member(), role, doomed);
    changes.delete("/api/roles/" + doomed);

    var hidden = changes.post("channels", "name", "hidden");
    changes.override(hidden, house.guild(), "0", VIEW_CHANNEL);
    var shown = changes.post("channels", "name", "shown-again");
    changes.override(shown, house.guild(), "0", VIEW_CHANNEL);
    changes.override(shown, role, VIEW_CHANNEL, "0");
    changes.patch("/api/channels/" + shown, "topic", "for friends");
    changes.delete("/api/channels/" + changes.post("channels", "name", "gone"));
    changes.override(hidden, house.member().id(), VIEW_CHANNEL, "0", 1);
    changes.delete("/api/channels/" + hidden + "/permissions/" + house.member().id());

    var guest = Person.make("guest");
    var invite = house.owner().api().servers().invite(house.guild());
    var _ = guest.api().servers().join(invite);
    guest.api().servers().leave(house.guild());
    var _ = Person.make("stays").api().servers().join(invite);

    ben.socket().voice(house.guild(), house.voice());
    var _ = awaitVoice(ben, house);
  }

  private static void awaitMarker(Inbox inbox) {
    var _ =
        inbox.awaitEvent("GUILD_UPDATE", d -> House.isNamed(d, ApiChanges.MARKER), Limits.ANSWER);
  }

  private static void assertSame(Person person, Session old) {
    try (var fresh = person.connect(SocketOptions.ONCE)) {
      assertEquals(
          ClientState.after(fresh.inbox().frames()).text(),
          ClientState.after(old.inbox().frames()).text(),
          person.name());
    }
  }

  /** The owner's changes. */
  private record ApiChanges(House house) {
    static final String MARKER = "all is done";

    private ApiClient api() {
      return house.owner().api();
    }

    String post(String list, String field, String value) {
      var path = "/api/servers/" + house.guild() + "/" + list;
      ObjectNode body = Json.object().put(field, value);
      if (list.equals("channels")) {
        body.put("type", ServerApi.TEXT);
      }
      return api().post(path, body).required("id").asText();
    }

    void patch(String path, String field, String value) {
      var _ = api().call("PATCH", path, Json.object().put(field, value));
    }

    void delete(String path) {
      var _ = api().call("DELETE", path, null);
    }

    void give(Person member, String... roles) {
      var body = Json.object();
      body.set("roles", Json.of(roles));
      var path = "/api/servers/" + house.guild() + "/members/" + member.id() + "/roles";
      var _ = api().call("PUT", path, body);
    }

    void override(String channel, String role, String allow, String deny) {
      override(channel, role, allow, deny, 0);
    }

    void override(String channel, String target, String allow, String deny, int type) {
      var body = Json.object().put("type", type).put("allow", allow).put("deny", deny);
      var _ = api().call("PUT", "/api/channels/" + channel + "/permissions/" + target, body);
    }

    /** The last event of the server's log: who has it has all before it. */
    void marker() {
      patch("/api/servers/" + house.guild(), "name", MARKER);
    }
  }
}
