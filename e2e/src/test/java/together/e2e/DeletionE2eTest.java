package together.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import together.e2e.client.Answer;
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

  private static ApiClient nobody() {
    return new ApiClient(SharedPlatform.get().connection());
  }

  private static Answer delete(Person person, boolean messages) {
    var body = Json.object().put("password", Person.PASSWORD).put("messages", messages);
    return person.api().raw("DELETE", ME, body);
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

  /** Of the 14 days. */
  private static void timePasses(Person person) throws SQLException {
    var installation = SharedPlatform.get().platform().installation();
    var url =
        "jdbc:postgresql://127.0.0.1:%d/together?currentSchema=auth"
            .formatted(installation.ports().of("POSTGRES"));
    try (var connection =
            DriverManager.getConnection(url, "auth_service", installation.secret("database-auth"));
        var user =
            connection.prepareStatement(
                "UPDATE users SET deletion_at = now() - interval '1 second' WHERE id = ?");
        var deletion =
            connection.prepareStatement(
                "UPDATE deletions SET next_attempt_at = now() - interval '1 second'"
                    + " WHERE user_id = ?")) {
      for (var update : List.of(user, deletion)) {
        update.setLong(1, Long.parseLong(person.id()));
        assertEquals(1, update.executeUpdate());
      }
    }
  }

  private JsonNode profile(Person person) {
    return ben.api().with(PATIENCE).get("/api/users/" + person.id());
  }

  private void awaitErased(Person person) {
    Wait.until(
        () -> profile(person).path("global_name").asText().equals("Deleted user"),
        person.name() + " to be erased");
  }

  private void befriend() {
    var friend = Json.object().put("type", "friend");
    var path = ME + "/relationships/";
    assertEquals(200, ada.api().raw("PUT", path + ben.id(), friend).status());
    assertEquals(200, ben.api().raw("PUT", path + ada.id(), friend).status());
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
      assertEquals(202, delete(ada, false).status());
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
    befriend();
    var dm = dm(ada, ben);
    ada.api().channel(house.text()).post("said in the lounge", "n1", null);
    ada.api().channel(dm).post("said in private", "n2", null);
    try (var socket = ben.connect(SocketOptions.ONCE)) {
      assertEquals(202, delete(ada, false).status());
      timePasses(ada);
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
    assertEquals(202, delete(ada, true).status());
    timePasses(ada);
    awaitErased(ada);
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
    assertEquals(202, delete(ada, false).status());
    var platform = SharedPlatform.get().platform();
    timePasses(ada);
    platform.killAndAwaitRestart("guild");
    awaitErased(ada);
    assertEquals(
        ben.id(), ben.api().with(PATIENCE).servers().get(house.guild()).path("owner_id").asText());
  }

  private static Map<String, byte[]> unzip(byte[] zip) throws IOException {
    var files = new HashMap<String, byte[]>();
    try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), in.readAllBytes());
      }
    }
    return files;
  }

  private static String text(Map<String, byte[]> files, String name) {
    var bytes = files.get(name);
    if (bytes == null) {
      throw new AssertionError(name + " is missing among " + files.keySet());
    }
    return new String(bytes, UTF_8);
  }

  @Test
  void oneZipHoldsWhatWasSaidAndIsDownloadedOnce() throws Exception {
    ada.api().channel(house.text()).post("said in the lounge", "n1", null);
    ben.api().channel(house.text()).post("ben's own", "n2", null);
    var dm = dm(ada, ben);
    ada.api().channel(dm).post("said in private", "n3", null);
    var upload = ada.api().upload("/api/channels/" + dm + "/attachments", "cat.txt", CAT);
    assertEquals(201, upload.status());
    var path = ME + "/export";
    var proof = Json.object().put("password", Person.PASSWORD);
    assertEquals(202, ada.api().raw("POST", path, proof).status());
    Wait.until(() -> ada.api().get(path).path("state").asText().equals("ready"), "the zip");
    assertEquals(404, ben.api().raw("GET", path + "/file", null).status());
    var answer = ada.api().raw("GET", path + "/file", null);
    assertEquals(200, answer.status());
    var files = unzip(answer.body());
    assertTrue(text(files, "messages/" + house.text() + ".jsonl").contains("said in the lounge"));
    assertTrue(text(files, "messages/" + dm + ".jsonl").contains("said in private"));
    assertFalse(text(files, "messages/" + house.text() + ".jsonl").contains("ben's own"));
    assertTrue(text(files, "servers.jsonl").contains("\"owner\" : true"));
    assertTrue(text(files, "account.json").contains(ada.name()));
    var id = upload.json().required("id").asText();
    assertEquals(new String(CAT, UTF_8), text(files, "files/" + id + "-cat.txt"));
    assertEquals(404, ada.api().raw("GET", path + "/file", null).status());
    assertEquals("none", ada.api().get(path).path("state").asText());
  }
}
