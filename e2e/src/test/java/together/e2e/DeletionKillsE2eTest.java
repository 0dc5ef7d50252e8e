package together.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import together.e2e.client.Answer;
import together.e2e.client.ApiClient;
import together.e2e.client.Json;
import together.e2e.client.Patience;

/**
 * auth-service dies in the midst of erasing an account, or of putting into a zip what is held on
 * somebody: the next process goes on, or begins anew.
 */
class DeletionKillsE2eTest {
  private static final Patience PATIENCE = new Patience(Limits.RECOVERY);
  private static final int FILE = 12 << 20;

  private final Person ada = Person.register("ada");
  private final Person ben = Person.make("ben");
  private final House house = House.of(ada, ben);
  private final Departure departure = new Departure(ada);
  private final Tables tables = Tables.of("auth");

  @Test
  void killedWhileServersAreHandedOn() throws Exception {
    var server = "SELECT id FROM guilds WHERE id = ? FOR UPDATE";
    eraseThroughKill(new HeldRows(Tables.of("guild"), server, house.guild()));
  }

  @Test
  void killedWhileFriendshipsEnd() throws Exception {
    var friend = "SELECT id FROM users WHERE id = ? FOR UPDATE";
    ada.befriend(ben);
    eraseThroughKill(new HeldRows(tables, friend, ben.id()));
    assertEquals(0, ben.api().list("/api/users/@me/relationships").size());
  }

  /** Which has deleted a part of what is personal then. */
  @Test
  void killedInTheMidstOfTheLastTransaction() throws Exception {
    var event = "SELECT id FROM security_events WHERE user_id = ? FOR UPDATE";
    eraseThroughKill(new HeldRows(tables, event, ada.id()));
  }

  private void eraseThroughKill(HeldRows rows) throws Exception {
    try (rows) {
      assertEquals(202, departure.ask(false).status());
      departure.timePasses();
      Wait.until(rows::areAwaited, "the erasure to come to the rows that are held");
      // Before the kill: the restart may outlast the lease.
      var leased = "SELECT count(*) FROM deletions WHERE user_id = ? AND next_attempt_at > now()";
      assertEquals(1, tables.number(leased, ada.id()), "leased");
      SharedPlatform.get().platform().killAndAwaitRestart("auth");
      var begun =
          "SELECT count(*) FROM users JOIN deletions ON user_id = id WHERE id = ?"
              + " AND closed_at IS NOT NULL AND username NOT LIKE 'deleted_user%'";
      assertEquals(1, tables.number(begun, ada.id()), "begun, and not ended");
      var sessions = "SELECT count(*) FROM sessions WHERE user_id = ?";
      assertTrue(tables.number(sessions, ada.id()) > 0, "erased in part");
    }
    departure.nextAttemptIsDue();
    departure.awaitErased(ben);
    assertErased();
  }

  private void assertErased() throws Exception {
    assertEquals("deleted_user_" + ada.id(), departure.profile(ben).path("username").asText());
    var servers = ben.api().with(PATIENCE).servers();
    assertEquals(ben.id(), servers.get(house.guild()).path("owner_id").asText());
    assertEquals(1, servers.members(house.guild(), null, 10).size());
    for (var table :
        List.of("deletions", "sessions", "security_events", "relationships", "mails", "exports")) {
      var rows = "SELECT count(*) FROM " + table + " WHERE user_id = ?";
      assertEquals(0, tables.number(rows, ada.id()), table);
    }
    assertEquals(401, asAda("/api/auth/login").status());
    assertEquals(409, asAda("/api/auth/register").status());
    var waiting = "SELECT count(*) FROM outbox WHERE ? > 0";
    Wait.until(() -> tables.number(waiting, ada.id()) == 0, "the outbox to be empty");
    var events = new UserLog(tables.installation()).of(ada.id()).values();
    assertEquals(1, events.stream().filter(event -> event.hasUserErase()).count());
    assertTrue(List.copyOf(events).getLast().hasUserErase(), events::toString);
  }

  private Answer asAda(String path) {
    var body = Json.object().put("username", ada.name()).put("password", Person.PASSWORD);
    return new ApiClient(ada.connection()).raw("POST", path, body);
  }

  @Test
  void anExportIsBegunAnewAndWhole() throws Exception {
    ada.api().channel(house.text()).post("said in the lounge", "n1", null);
    var films = List.of(film(1), film(2));
    var ids = films.stream().map(this::upload).toList();
    var export = new OwnExport(ada);
    export.order();
    var parts =
        "SELECT count(*) FROM exports JOIN export_parts ON export_id = id"
            + " WHERE user_id = ? AND state = 'BUILDING'";
    Wait.until(() -> tables.number(parts, ada.id()) > 0, "the first part of the zip");
    SharedPlatform.get().platform().killAndAwaitRestart("auth");
    var begun =
        "SELECT count(*) FROM exports WHERE user_id = ? AND state = 'BUILDING' AND attempt = 1";
    assertEquals(1, tables.number(begun, ada.id()), "killed before its end");
    var due = "UPDATE exports SET next_attempt_at = now() - interval '1 second' WHERE user_id = ?";
    assertEquals(1, tables.update(due, ada.id()));
    export.awaitReady();
    var left =
        "SELECT count(*) FROM exports e JOIN export_parts p ON export_id = id"
            + " WHERE user_id = ? AND p.attempt < e.attempt";
    assertEquals(0, tables.number(left, ada.id()), "parts of the first attempt");
    var files = export.files();
    var said = OwnExport.text(files, "messages/" + house.text() + ".jsonl");
    assertTrue(said.contains("said in the lounge"), said);
    for (int i = 0; i < films.size(); i++) {
      var name = "files/" + ids.get(i) + "-film.bin";
      assertArrayEquals(films.get(i), OwnExport.file(files, name), name);
    }
    assertEquals("none", export.state());
  }

  /** Cannot be compressed, so that the zip has many parts. */
  private static byte[] film(long seed) {
    var bytes = new byte[FILE];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private String upload(byte[] film) {
    var path = "/api/channels/" + house.text() + "/attachments";
    var answer = ada.api().upload(path, "film.bin", film);
    assertEquals(201, answer.status());
    return answer.json().required("id").asText();
  }
}
