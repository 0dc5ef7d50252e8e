package together.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import together.e2e.client.Answer;
import together.e2e.client.Frame;
import together.e2e.client.Json;
import together.e2e.client.SocketOptions;

/** Friends and blocks, as both sides see them. */
class RelationshipE2eTest {
  private final Person ada = Person.make("ada");
  private final Person ben = Person.make("ben");

  private static Answer put(Person who, Person whom, String type) {
    var path = "/api/users/@me/relationships/" + whom.id();
    return who.api().raw("PUT", path, Json.object().put("type", type));
  }

  private static void remove(Person who, Person whom) {
    var answer = who.api().raw("DELETE", "/api/users/@me/relationships/" + whom.id(), null);
    assertEquals(204, answer.status());
  }

  private static String dm(Person who, Person whom) {
    var body = Json.object().put("recipient_id", whom.id());
    return who.api().post("/api/users/@me/channels", body).required("id").asText();
  }

  private static int post(Person who, String channel) {
    var body = Json.object().put("content", "hello");
    return who.api().raw("POST", "/api/channels/" + channel + "/messages", body).status();
  }

  private static boolean is(JsonNode relationship, Person other, String type) {
    return relationship.path("id").asText().equals(other.id())
        && relationship.path("type").asText().equals(type);
  }

  private static void await(Session session, String event, Person other, String type) {
    var _ = session.inbox().awaitEvent(event, d -> is(d, other, type), Limits.ANSWER);
  }

  private static List<String> relationships(Session session) {
    return StreamSupport.stream(session.ready().path("relationships").spliterator(), false)
        .map(one -> one.path("type").asText() + " " + one.path("user").path("username").asText())
        .toList();
  }

  @Test
  void friendsWhoShareNothingSeeEachOtherComeAndGo() {
    try (var first = ada.connect(SocketOptions.ONCE)) {
      assertEquals(200, put(ben, ada, "friend").status());
      await(first, "RELATIONSHIP_ADD", ben, "incoming");
      assertEquals(200, put(ada, ben, "friend").status());
      await(first, "RELATIONSHIP_UPDATE", ben, "friend");
      try (var other = ben.connect(SocketOptions.ONCE)) {
        assertEquals(List.of("friend " + ada.name()), relationships(other));
        first.inbox().awaitEvent("PRESENCE_UPDATE", d -> isOnline(d, "online"), Limits.ANSWER);
      }
      first.inbox().awaitEvent("PRESENCE_UPDATE", d -> isOnline(d, "offline"), Limits.ANSWER);
    }
  }

  private boolean isOnline(JsonNode presence, String status) {
    return presence.path("user").path("id").asText().equals(ben.id())
        && presence.path("status").asText().equals(status);
  }

  @Test
  void aBlockHoldsFromItsAnswerOnAndIsToldToItsMakerAlone() {
    var dm = dm(ada, ben);
    assertEquals(201, post(ben, dm));
    try (var hers = ada.connect(SocketOptions.ONCE);
        var his = ben.connect(SocketOptions.ONCE)) {
      for (int round = 0; round < 5; round++) {
        assertEquals(200, put(ada, ben, "block").status());
        assertEquals(403, post(ben, dm));
        assertEquals(403, post(ada, dm));
        assertEquals(200, ben.api().raw("GET", "/api/channels/" + dm + "/messages", null).status());
        remove(ada, ben);
        assertEquals(201, post(ben, dm));
      }
      await(hers, "RELATIONSHIP_ADD", ben, "block");
      // What was told to him, were anything, is there before what is said last.
      his.inbox()
          .awaitUntil(inbox -> inbox.messages(dm).size() == 5, "all that was said", Limits.ANSWER);
      assertTrue(
          his.inbox().frames().stream()
              .map(RelationshipE2eTest::type)
              .noneMatch(type -> type.startsWith("RELATIONSHIP")),
          "he was told of a relationship");
    }
  }

  private static String type(Frame frame) {
    return String.valueOf(frame.t());
  }

  @Test
  void whoIsBlockedCannotOpenADmOverTheSocketEither() {
    assertEquals(200, put(ada, ben, "block").status());
    try (var his = ben.connect(SocketOptions.ONCE)) {
      var d = Json.object().put("recipient_id", ada.id()).put("content", "hi").put("nonce", "n");
      his.socket().send("MESSAGE_SEND", d);
      var answer =
          his.inbox().awaitFrame(f -> f.op().equals("MESSAGE_NACK"), "a NACK", Limits.ANSWER);
      assertEquals("RECIPIENT_REFUSES", answer.d().path("problem").path("code").asText());
    }
  }

  @Test
  void whoTakesMessagesFromFriendsAloneIsLeftInPeaceByOthers() {
    var wish = Json.object().put("direct_messages_from", "friends");
    assertEquals(200, ada.api().raw("PATCH", "/api/users/@me", wish).status());
    var body = Json.object().put("recipient_id", ada.id());
    assertEquals(403, ben.api().raw("POST", "/api/users/@me/channels", body).status());
    assertEquals(200, put(ben, ada, "friend").status());
    assertEquals(200, put(ada, ben, "friend").status());
    assertEquals(201, post(ben, dm(ben, ada)));
  }

  @Test
  void aFullVoiceChannelIsToldOverTheSocket() {
    var house = House.build();
    var limit = Json.object().put("user_limit", 1);
    var path = "/api/channels/" + house.voice();
    assertEquals(200, house.owner().api().raw("PATCH", path, limit).status());
    try (var owner = house.owner().connect(SocketOptions.ONCE);
        var member = house.member().connect(SocketOptions.ONCE)) {
      owner.socket().voice(house.guild(), house.voice());
      owner
          .inbox()
          .awaitEvent(
              "VOICE_STATE_UPDATE",
              d -> d.path("channel_id").asText().equals(house.voice()),
              Limits.ANSWER);
      member.socket().voice(house.guild(), house.voice());
      var answer =
          member
              .inbox()
              .awaitFrame(f -> f.op().equals("VOICE_STATE_NACK"), "a NACK", Limits.ANSWER);
      assertEquals("CHANNEL_FULL", answer.d().path("problem").path("code").asText());
    }
  }
}
