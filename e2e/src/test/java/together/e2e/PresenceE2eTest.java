package together.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import together.e2e.client.Inbox;
import together.e2e.client.Json;
import together.e2e.client.SocketOptions;

/** Who is online, as the others see it. */
class PresenceE2eTest {
  private static boolean isOf(JsonNode presence, Person person, String status) {
    return presence.path("user").path("id").asText().equals(person.id())
        && presence.path("status").asText().equals(status);
  }

  private static JsonNode awaitStatus(Inbox inbox, Person person, String status) {
    return inbox.awaitEvent("PRESENCE_UPDATE", d -> isOf(d, person, status), Limits.ANSWER);
  }

  private static void choose(Session session, String status) {
    session.socket().send("PRESENCE_UPDATE", Json.object().put("status", status));
  }

  private static List<String> presences(Session session) {
    return StreamSupport.stream(session.ready().path("presences").spliterator(), false)
        .map(one -> one.path("user").path("id").asText() + " " + one.path("status").asText())
        .toList();
  }

  @Test
  void aUserIsOnlineFromTheFirstDeviceToTheLastAndAsItChoosesToBe() {
    var house = House.build();
    var ben = house.member();
    try (var ada = house.owner().connect(SocketOptions.ONCE)) {
      try (var phone = ben.connect(SocketOptions.ONCE)) {
        var event = awaitStatus(ada.inbox(), ben, "online");
        assertEquals(house.guild(), event.path("guild_id").asText());
        try (var laptop = ben.connect(SocketOptions.ONCE)) {
          choose(laptop, "dnd");
          awaitStatus(ada.inbox(), ben, "dnd");
          choose(phone, "idle");
          awaitStatus(ada.inbox(), ben, "idle");
          try (var late = house.owner().connect(SocketOptions.ONCE)) {
            assertTrue(presences(late).contains(ben.id() + " idle"), late.ready().toString());
          }
        }
      }
      awaitStatus(ada.inbox(), ben, "offline");
      assertEquals(
          List.of("online", "dnd", "idle", "offline"),
          ada.inbox().events("PRESENCE_UPDATE").stream()
              .filter(d -> d.path("user").path("id").asText().equals(ben.id()))
              .map(d -> d.path("status").asText())
              .toList());
    }
  }

  @Test
  void nobodySeesAnInvisibleUserComeOrStay() {
    var house = House.build();
    var ben = house.member();
    try (var ada = house.owner().connect(SocketOptions.ONCE);
        var hidden = ben.connect(SocketOptions.ONCE)) {
      awaitStatus(ada.inbox(), ben, "online");
      choose(hidden, "invisible");
      awaitStatus(ada.inbox(), ben, "offline");
      try (var second = ben.connect(SocketOptions.ONCE);
          var late = house.owner().connect(SocketOptions.ONCE)) {
        assertTrue(second.socket().connected());
        assertTrue(
            presences(late).stream().noneMatch(one -> one.startsWith(ben.id())),
            late.ready().toString());
      }
      choose(hidden, "online");
      ada.inbox()
          .awaitUntil(
              inbox ->
                  inbox.events("PRESENCE_UPDATE").stream()
                          .filter(d -> isOf(d, ben, "online"))
                          .count()
                      == 2,
              "online again",
              Limits.ANSWER);
    }
  }
}
