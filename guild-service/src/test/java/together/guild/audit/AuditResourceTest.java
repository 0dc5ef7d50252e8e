package together.guild.audit;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.guild.testing.GuildLog;
import together.guild.testing.GuildPlatform;
import together.guild.testing.TestUser;
import together.permission.Permission;

@QuarkusTest
@WithTestResource(GuildPlatform.class)
class AuditResourceTest {
  private static final String LOG = "/api/servers/{id}/audit-log";
  private static final String MEMBER = "/api/servers/{id}/members/{user_id}";

  private final TestUser owner = TestUser.create();
  private String guild = "";

  @BeforeEach
  void createServer() {
    guild = owner.createServer();
  }

  @Test
  void tellsWhoDidWhatToWhomBeforeAndAfterAndWhy() {
    var guest = owner.guest(guild);
    owner
        .request()
        .header("X-Audit-Log-Reason", "h%C3%B6flich + kurz")
        .contentType("application/json")
        .body(Map.of("nick", "Zoe"))
        .patch(MEMBER, guild, guest.id())
        .then()
        .statusCode(200);
    owner
        .get(LOG, guild)
        .then()
        .statusCode(200)
        .body("next", nullValue())
        .body("entries", hasSize(2))
        .body("entries[0].user_id", equalTo("" + owner.id()))
        .body("entries[0].target_id", equalTo("" + guest.id()))
        .body("entries[0].action_type", equalTo(24))
        .body("entries[0].reason", equalTo("höflich + kurz"))
        .body("entries[0].changes", hasSize(1))
        .body("entries[0].changes[0].key", equalTo("nick"))
        .body("entries[0].changes[0].old_value", nullValue())
        .body("entries[0].changes[0].new_value", equalTo("Zoe"))
        .body("entries[1].action_type", equalTo(40))
        .body("entries[1].target_id", nullValue())
        .body("entries[1].reason", nullValue());
  }

  @Test
  void everythingDoneWithPowerIsWrittenDown() {
    var guest = owner.guest(guild);
    String role = owner.role(guild, Permission.SEND_MESSAGES);
    owner.patch(Map.of("hoist", true), "/api/roles/{id}", role);
    owner.give(guild, guest, role);
    owner.delete("/api/roles/{id}", role);
    String channel =
        owner.post(Map.of("name", "plans"), "/api/servers/{id}/channels", guild).path("id");
    owner.patch(Map.of("topic", "t"), "/api/channels/{id}", channel);
    var overwrite = "/api/channels/{id}/permissions/{target}";
    owner.put(Map.of("type", 0, "deny", "2048"), overwrite, channel, guild);
    owner.put(Map.of("type", 0, "deny", "1024"), overwrite, channel, guild);
    owner.delete(overwrite, channel, guild);
    owner.delete("/api/channels/{id}", channel);
    owner.patch(Map.of("name", "Renamed"), "/api/servers/{id}", guild);
    owner.delete("/api/invites/{code}", owner.invite(guild));
    owner.delete(MEMBER, guild, guest.id());
    owner.put(Map.of(), "/api/servers/{id}/bans/{user}", guild, guest.id());
    owner.delete("/api/servers/{id}/bans/{user}", guild, guest.id());
    owner
        .get(LOG + "?limit=100", guild)
        .then()
        .body(
            "entries.action_type",
            contains(23, 22, 20, 42, 40, 1, 12, 15, 14, 13, 11, 10, 32, 25, 31, 30, 40));
  }

  @Test
  void anOverwritesEntryNamesItsChannelAndTheOverwriteBeforeAndAfter() {
    String channel = owner.get("/api/servers/{id}", guild).path("channels[0].id");
    owner
        .put(
            Map.of("type", 0, "deny", "2048"),
            "/api/channels/{id}/permissions/{target}",
            channel,
            guild)
        .then()
        .statusCode(204);
    owner
        .get(LOG, guild)
        .then()
        .body("entries[0].target_id", equalTo(channel))
        .body("entries[0].changes[0].key", equalTo("permission_overwrites"))
        .body("entries[0].changes[0].old_value", nullValue())
        .body("entries[0].changes[0].new_value[0].id", equalTo(guild))
        .body("entries[0].changes[0].new_value[0].deny", equalTo("2048"));
  }

  @Test
  void isFilteredAndPaged() {
    var admin = owner.guestWith(guild, Permission.ADMINISTRATOR);
    var one = owner.guest(guild);
    var two = owner.guest(guild);
    for (var user : List.of(one, two)) {
      admin.patch(Map.of("nick", "n"), MEMBER, guild, user.id()).then().statusCode(200);
      owner.patch(Map.of("nick", "m"), MEMBER, guild, user.id()).then().statusCode(200);
    }
    owner.get(LOG + "?user_id=" + admin.id(), guild).then().body("entries", hasSize(2));
    owner.get(LOG + "?target_id=" + one.id(), guild).then().body("entries", hasSize(2));
    owner.get(LOG + "?action_type=24", guild).then().body("entries", hasSize(4));
    var first = owner.get(LOG + "?action_type=24&limit=3", guild);
    first.then().body("entries", hasSize(3));
    owner
        .get(LOG + "?action_type=24&limit=3&before=" + first.path("next"), guild)
        .then()
        .body("entries", hasSize(1))
        .body("entries[0].target_id", equalTo("" + one.id()))
        .body("entries[0].user_id", equalTo("" + admin.id()))
        .body("next", nullValue());
    owner.get(LOG + "?before=x", guild).then().statusCode(422);
    owner.get(LOG + "?limit=101", guild).then().statusCode(422);
  }

  @Test
  void isForThoseWithViewAuditLog() {
    owner.guestWith(guild, Permission.VIEW_AUDIT_LOG).get(LOG, guild).then().statusCode(200);
    owner.guest(guild).get(LOG, guild).then().statusCode(403);
    TestUser.create().get(LOG, guild).then().statusCode(404);
  }

  @Test
  void whatIsRefusedOrChangesNothingIsNotWrittenDown() {
    var guest = owner.guestWith(guild, Permission.VIEW_AUDIT_LOG);
    int before = owner.get(LOG, guild).<List<?>>path("entries").size();
    guest.delete("/api/servers/{id}/members/{user}", guild, owner.id()).then().statusCode(403);
    owner
        .request()
        .header("X-Audit-Log-Reason", "x".repeat(513))
        .delete(MEMBER, guild, guest.id())
        .then()
        .statusCode(422);
    owner.patch(Map.of(), MEMBER, guild, guest.id()).then().statusCode(200);
    guest.get(LOG, guild).then().body("entries", hasSize(before));
    owner.get(LOG + "?user_id=" + guest.id(), guild).then().body("entries", empty());
  }

  @Test
  void isToldOnItsTopicWithoutAGap() throws Exception {
    owner.patch(Map.of("name", "One"), "/api/servers/{id}", guild);
    owner.patch(Map.of("name", "Two"), "/api/servers/{id}", guild);
    String role = owner.role(guild, Permission.SEND_MESSAGES);
    var events = GuildLog.audit(guild, 3);
    assertEquals(
        LongStream.rangeClosed(1, 3).boxed().toList(),
        events.stream().map(event -> event.getSeq()).toList());
    assertEquals("\"Two\"", events.get(1).getAuditEntryCreate().getChanges(0).getNewValue());
    assertEquals(Long.parseLong(role), events.get(2).getAuditEntryCreate().getTargetId());
  }
}
