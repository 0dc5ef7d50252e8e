package together.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import together.e2e.client.ApiClient;
import together.e2e.client.Json;
import together.e2e.client.Patience;
import together.e2e.client.SocketOptions;

/** Somebody leaves for good: what the others see of it. */
class DeletionE2eTest {
  private static final Patience PATIENCE = new Patience(Limits.RECOVERY);
  private static final String ME = "/api/users/@me";
  private static final byte[] CAT = "meow".getBytes(UTF_8);

  private final Person ada = Person.register("ada");
  private final Person ben = Person.make("ben");
  private final House house = House.of(ada, ben);
  private final Departure departure = new Departure(ada);

  private static ApiClient nobody() {
    return new ApiClient(SharedPlatform.get().connection());
  }

  private static JsonNode logIn(Person person) {
    var body = Json.object().put("username", person.name()).put("password", Person.PASSWORD);
    return nobody().with(PATIENCE).post("/api/auth/login", body);
  }

  private static Person restored(Person person) {
    var ticket = logIn(person).required("restore_ticket").asText();
    var back = nobody().post(ME + "/restore", Json.object().put("ticket", ticket));
    var token = back.required("access_token").asText();
    return new Person(person.connection(), person.id(), person.name(), token);
  }

  private static String dm(Person who, Person whom) {
    var body = Json.object().put("recipient_id", whom.id());
    return who.api().post(ME + "/channels", body).required("id").asText();
  }

  private List<JsonNode> byAda(String channel) {
    return ben.api().with(PATIENCE).channel(channel).history().stream()
        .filter(message -> message.path("author").path("id").asText().equals(ada.id()))
        .filter(message -> message.path("type").asInt() == 0)
        .toList();
  }

  @Test
  void whoLeavesIsOutAtOnceAndMayComeBack() throws Exception {
    try (var socket = ada.connect(SocketOptions.ONCE)) {
      assertEquals(202, departure.ask(false).status());
      assertEquals(4010, socket.inbox().awaitClose(Limits.ANSWER).code());
    }
    assertEquals(401, ada.api().raw("GET", ME, null).status());
    assertFalse(logIn(ada).has("access_token"));
    var back = restored(ada);
    try (var socket = back.connect(SocketOptions.ONCE)) {
      assertEquals(1, socket.ready().path("guilds").size());
    }
    assertEquals(ada.id(), back.api().servers().get(house.guild()).path("owner_id").asText());
  }

  @Test
  void whatWasWrittenStaysUnderADeletedUser() throws Exception {
    ada.befriend(ben);
    var dm = dm(ada, ben);
    ada.api().channel(house.text()).post("said in the lounge", "n1", null);
    ada.api().channel(dm).post("said in private", "n2", null);
    try (var socket = ben.connect(SocketOptions.ONCE)) {
      assertEquals(202, departure.ask(false).status());
      departure.timePasses();
      socket
          .inbox()
          .awaitEvent(
              "GUILD_MEMBER_REMOVE",
              d -> d.path("user").path("id").asText().equals(ada.id()),
              Limits.RECOVERY);
      socket
          .inbox()
          .awaitEvent(
              "RELATIONSHIP_REMOVE", d -> d.path("id").asText().equals(ada.id()), Limits.RECOVERY);
      socket
          .inbox()
          .awaitEvent(
              "USER_UPDATE",
              d -> d.path("global_name").asText().equals("Deleted user"),
              Limits.RECOVERY);
    }
    assertEquals(ben.id(), ben.api().servers().get(house.guild()).path("owner_id").asText());
    assertEquals(0, ben.api().list(ME + "/relationships").size());
    for (var channel : List.of(house.text(), dm)) {
      Wait.until(
          () ->
              byAda(channel).stream()
                  .allMatch(
                      m -> m.path("author").path("global_name").asText().equals("Deleted user")),
          "the author to be nameless");
      assertEquals(1, byAda(channel).size());
    }
    var search =
        "/api/servers/" + house.guild() + "/messages/search?q=lounge&author_id=" + ada.id();
    assertEquals(1, ben.api().with(PATIENCE).get(search).path("messages").size());
    try (var socket = ben.connect(SocketOptions.ONCE)) {
      var text = socket.ready().toString();
      assertTrue(text.contains("Deleted user") && !text.contains(ada.name()), text);
    }
  }

  @Test
  void withItsMessagesNothingOfThemIsLeft() throws Exception {
    ada.api().channel(house.text()).post("to be forgotten", "n1", null);
    var hers = ben.api().channel(house.text()).post("ben's own", "n2", null);
    var thumb = Json.object().put("emoji", "\uD83D\uDC4D");
    var reactions = "/api/messages/" + hers.required("id").asText() + "/reactions";
    assertTrue(ada.api().raw("POST", reactions, thumb).ok());
    assertEquals(202, departure.ask(true).status());
    departure.timePasses();
    departure.awaitErased(ben);
    Wait.until(() -> byAda(house.text()).isEmpty(), "the messages to be gone");
    Wait.until(
        () ->
            ben.api().with(PATIENCE).channel(house.text()).history().stream()
                .allMatch(message -> message.path("reactions").isEmpty()),
        "the reaction to be gone");
    assertEquals(
        1,
        ben.api().channel(house.text()).history().stream()
            .filter(message -> message.path("content").asText().equals("ben's own"))
            .count());
  }

  @Test
  void anErasureGoesOnWhenGuildServiceIsBack() throws Exception {
    assertEquals(202, departure.ask(false).status());
    var platform = SharedPlatform.get().platform();
    departure.timePasses();
    platform.killAndAwaitRestart("guild");
    departure.awaitErased(ben);
    assertEquals(
        ben.id(), ben.api().with(PATIENCE).servers().get(house.guild()).path("owner_id").asText());
  }

  @Test
  void oneZipHoldsWhatWasSaidAndIsDownloadedOnce() throws Exception {
    ada.api().channel(house.text()).post("said in the lounge", "n1", null);
    ben.api().channel(house.text()).post("ben's own", "n2", null);
    var dm = dm(ada, ben);
    ada.api().channel(dm).post("said in private", "n3", null);
    var upload = ada.api().upload("/api/channels/" + dm + "/attachments", "cat.txt", CAT);
    assertEquals(201, upload.status());
    var export = new OwnExport(ada);
    export.order();
    export.awaitReady();
    assertEquals(404, new OwnExport(ben).download().status());
    var files = export.files();
    assertTrue(
        OwnExport.text(files, "messages/" + house.text() + ".jsonl")
            .contains("said in the lounge"));
    assertTrue(OwnExport.text(files, "messages/" + dm + ".jsonl").contains("said in private"));
    assertFalse(OwnExport.text(files, "messages/" + house.text() + ".jsonl").contains("ben's own"));
    assertTrue(OwnExport.text(files, "servers.jsonl").contains("\"owner\" : true"));
    assertTrue(OwnExport.text(files, "account.json").contains(ada.name()));
    var id = upload.json().required("id").asText();
    assertEquals(new String(CAT, UTF_8), OwnExport.text(files, "files/" + id + "-cat.txt"));
    assertEquals(404, export.download().status());
    assertEquals("none", export.state());
  }
}
