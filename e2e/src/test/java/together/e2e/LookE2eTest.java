package together.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import together.e2e.client.Inbox;
import together.e2e.client.Json;
import together.e2e.client.SocketOptions;

/** Who types, and member lists: what a client sees when it looks. */
class LookE2eTest {
  private static void subscribe(
      Session session, String guild, List<int[]> ranges, String... typing) {
    var d = Json.object().put("guild_id", guild);
    var all = d.putArray("member_ranges");
    ranges.forEach(range -> all.addArray().add(range[0]).add(range[1]));
    d.set("typing_channels", Json.of(typing));
    session.socket().send("SUBSCRIBE", d);
  }

  private static void type(Person person, String channel) {
    var _ = person.api().call("POST", "/api/channels/" + channel + "/typing", null);
  }

  private static String text(JsonNode item) {
    return item.has("group")
        ? item.path("group").path("id").asText() + "=" + item.path("group").path("count").asInt()
        : item.path("member").path("user").path("id").asText();
  }

  /** The list as the frames so far make it. */
  private static List<String> list(Inbox inbox) {
    var items = new ArrayList<String>();
    for (var update : inbox.events("GUILD_MEMBER_LIST_UPDATE")) {
      for (var op : update.path("ops")) {
        if (op.path("op").asText().equals("SYNC")) {
          items.clear();
          op.path("items").forEach(item -> items.add(text(item)));
        } else {
          items.set(op.path("index").asInt(), text(op.path("item")));
        }
      }
    }
    return items;
  }

  private static void awaitList(Inbox inbox, List<String> expected) {
    inbox.awaitUntil(all -> list(all).equals(expected), expected.toString(), Limits.ANSWER);
  }

  @Test
  void whoTypesIsSeenByThoseWhoLookAndMaySee() {
    var house = House.build();
    var secret =
        house
            .owner()
            .api()
            .post(
                "/api/servers/" + house.guild() + "/channels",
                Json.object().put("name", "secret").put("type", 0));
    var hidden = secret.required("id").asText();
    var body = Json.object().put("type", 0).put("allow", "0").put("deny", "1024");
    var _ =
        house
            .owner()
            .api()
            .call("PUT", "/api/channels/" + hidden + "/permissions/" + house.guild(), body);
    try (var ada = house.owner().connect(SocketOptions.ONCE);
        var ben = house.member().connect(SocketOptions.ONCE)) {
      subscribe(ada, house.guild(), List.of(), house.text(), hidden);
      subscribe(ben, house.guild(), List.of(), house.text(), hidden);
      // Answered after what was sent before it.
      ada.socket().heartbeat();
      ben.socket().heartbeat();
      for (var session : List.of(ada, ben)) {
        var _ =
            session.inbox().awaitFrame(f -> f.op().equals("HEARTBEAT_ACK"), "ack", Limits.ANSWER);
      }
      type(house.owner(), hidden);
      type(house.member(), house.text());
      var seen = ada.inbox().awaitEvent("TYPING_START", d -> true, Limits.ANSWER);
      assertEquals(house.member().id(), seen.path("user_id").asText());
      assertEquals(house.text(), seen.path("channel_id").asText());
      assertEquals(house.guild(), seen.path("guild_id").asText());
      type(house.owner(), house.text());
      var other = ben.inbox().awaitEvent("TYPING_START", d -> true, Limits.ANSWER);
      assertEquals(house.text(), other.path("channel_id").asText(), "nothing of the secret room");
      ben.socket().send("PRESENCE_UPDATE", Json.object().put("status", "invisible"));
      var _ =
          ada.inbox()
              .awaitEvent(
                  "PRESENCE_UPDATE",
                  d ->
                      d.path("user").path("id").asText().equals(house.member().id())
                          && d.path("status").asText().equals("offline"),
                  Limits.ANSWER);
      var quiet =
          house
              .owner()
              .api()
              .post(
                  "/api/servers/" + house.guild() + "/channels",
                  Json.object().put("name", "quiet").put("type", 0))
              .required("id")
              .asText();
      subscribe(ada, house.guild(), List.of(), quiet);
      ada.socket().heartbeat();
      type(house.member(), quiet);
      var third = Person.make("cy");
      var _ = third.api().servers().join(house.owner().api().servers().invite(house.guild()));
      var _ =
          ada.inbox()
              .awaitEvent(
                  "GUILD_MEMBER_ADD",
                  d -> d.path("member").path("user").path("id").asText().equals(third.id()),
                  Limits.ANSWER);
      type(third, quiet);
      var last =
          ada.inbox()
              .awaitEvent(
                  "TYPING_START", d -> d.path("channel_id").asText().equals(quiet), Limits.ANSWER);
      assertEquals(third.id(), last.path("user_id").asText(), "an invisible user types unseen");
    }
  }

  @Test
  void aMemberListShowsRolesThenOnlineThenOffline() {
    var house = House.build();
    var role =
        house
            .owner()
            .api()
            .post(
                "/api/servers/" + house.guild() + "/roles",
                Json.object().put("name", "crew").put("hoist", true))
            .required("id")
            .asText();
    var roles = Json.object();
    roles.set("roles", Json.of(List.of(role)));
    var _ =
        house
            .owner()
            .api()
            .call(
                "PUT",
                "/api/servers/" + house.guild() + "/members/" + house.member().id() + "/roles",
                roles);
    var ada = house.owner().id();
    var ben = house.member().id();
    try (var looking = house.owner().connect(SocketOptions.ONCE)) {
      subscribe(looking, house.guild(), List.of(new int[] {0, 99}));
      awaitList(looking.inbox(), List.of("online=1", ada, "offline=1", ben));
      try (var there = house.member().connect(SocketOptions.ONCE)) {
        assertTrue(there.socket().connected());
        awaitList(looking.inbox(), List.of(role + "=1", ben, "online=1", ada));
        var cy = Person.make("cy");
        var _ = cy.api().servers().join(house.owner().api().servers().invite(house.guild()));
        awaitList(
            looking.inbox(), List.of(role + "=1", ben, "online=1", ada, "offline=1", cy.id()));
        there
            .socket()
            .send(
                "REQUEST_MEMBERS",
                Json.object()
                    .put("guild_id", house.guild())
                    .put("query", "CY.")
                    .put("limit", 10)
                    .put("nonce", "n"));
        var chunk = there.inbox().awaitEvent("GUILD_MEMBERS_CHUNK", d -> true, Limits.ANSWER);
        assertEquals("n", chunk.path("nonce").asText());
        assertEquals(1, chunk.path("members").size());
        assertEquals(cy.id(), chunk.path("members").path(0).path("user").path("id").asText());
      }
    }
  }
}
