package together.guild.channel;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.guild.testing.GuildPlatform;
import together.guild.testing.TestUser;
import together.permission.Permission;

@QuarkusTest
@WithTestResource(GuildPlatform.class)
class OverwriteResourceTest {
  private static final String OVERWRITE = "/api/channels/{id}/permissions/{target_id}";
  private static final String VIEW = Long.toString(Permission.VIEW_CHANNEL.bit());

  private final TestUser owner = TestUser.create();
  private String guild = "";
  private String channel = "";

  @BeforeEach
  void createServer() {
    guild = owner.createServer();
    channel = owner.get("/api/servers/{id}", guild).path("channels[0].id");
  }

  private TestUser guestWith(Permission... permissions) {
    String role =
        owner
            .post(
                Map.of("permissions", Long.toString(Permission.of(permissions))),
                "/api/servers/{id}/roles",
                guild)
            .path("id");
    var guest = owner.guest(guild);
    owner
        .put(
            Map.of("roles", List.of(role)),
            "/api/servers/{id}/members/{user}/roles",
            guild,
            guest.id())
        .then()
        .statusCode(200);
    return guest;
  }

  @Test
  void denyingViewHidesTheChannelUntilTheOverrideIsTakenAway() {
    var guest = owner.guest(guild);
    owner.put(Map.of("type", 0, "deny", VIEW), OVERWRITE, channel, guild).then().statusCode(204);
    guest.get("/api/channels/{id}", channel).then().statusCode(404);
    owner.delete(OVERWRITE, channel, guild).then().statusCode(204);
    guest
        .get("/api/channels/{id}", channel)
        .then()
        .statusCode(200)
        .body("permission_overwrites", empty());
  }

  @Test
  void puttingReplaces() {
    var guest = owner.guest(guild);
    owner.put(Map.of("type", 1, "deny", "2048"), OVERWRITE, channel, guest.id());
    owner.put(Map.of("type", 1, "allow", "8192"), OVERWRITE, channel, guest.id());
    owner
        .get("/api/channels/{id}", channel)
        .then()
        .body("permission_overwrites.id", contains(Long.toString(guest.id())))
        .body("permission_overwrites[0].type", equalTo(1))
        .body("permission_overwrites[0].allow", equalTo("8192"))
        .body("permission_overwrites[0].deny", equalTo("0"));
  }

  @Test
  void takingAwayWhatIsNotThereIsNoChange() {
    int before = owner.get("/api/servers/{id}", guild).path("revision");
    owner.delete(OVERWRITE, channel, guild).then().statusCode(204);
    owner.get("/api/servers/{id}", guild).then().body("revision", equalTo(before));
  }

  @Test
  void needsManageRolesInTheChannel() {
    var guest = owner.guest(guild);
    var body = Map.of("type", 0, "deny", "2048");
    guest
        .put(body, OVERWRITE, channel, guild)
        .then()
        .statusCode(403)
        .body("detail", containsString("MANAGE_ROLES"));
    guest.delete(OVERWRITE, channel, guild).then().statusCode(403);
    TestUser.create().put(body, OVERWRITE, channel, guild).then().statusCode(404);
    guestWith(Permission.MANAGE_ROLES).put(body, OVERWRITE, channel, guild).then().statusCode(204);
  }

  @Test
  void nobodyAllowsDeniesOrRestoresWhatTheyLack() {
    var manager = guestWith(Permission.MANAGE_ROLES);
    var pin = Long.toString(Permission.MANAGE_MESSAGES.bit());
    for (var field : List.of("allow", "deny")) {
      manager
          .put(Map.of("type", 0, field, pin), OVERWRITE, channel, guild)
          .then()
          .statusCode(403)
          .body("detail", containsString("MANAGE_MESSAGES"));
    }
    owner.put(Map.of("type", 0, "deny", pin), OVERWRITE, channel, guild).then().statusCode(204);
    manager.delete(OVERWRITE, channel, guild).then().statusCode(403);
  }

  @Test
  void nobodyOverridesAMemberAtOrAboveTheirRank() {
    var manager = guestWith(Permission.MANAGE_ROLES);
    var body = Map.of("type", 1, "deny", "2048");
    manager
        .put(body, OVERWRITE, channel, owner.id())
        .then()
        .statusCode(403)
        .body("code", equalTo("OUTRANKED"));
    manager.put(body, OVERWRITE, channel, owner.guest(guild).id()).then().statusCode(204);
    manager.put(body, OVERWRITE, channel, manager.id()).then().statusCode(204);
  }

  @Test
  void refusesBadOverrides() {
    owner.put(Map.of("type", 2), OVERWRITE, channel, guild).then().statusCode(422);
    owner.put(Map.of(), OVERWRITE, channel, guild).then().statusCode(422);
    owner
        .put(Map.of("type", 0, "allow", "-1"), OVERWRITE, channel, guild)
        .then()
        .statusCode(422)
        .body("errors.field", contains("allow"));
    owner
        .put(Map.of("type", 0), OVERWRITE, channel, 77)
        .then()
        .statusCode(404)
        .body("code", equalTo("ROLE_NOT_FOUND"));
    owner
        .put(Map.of("type", 1), OVERWRITE, channel, 77)
        .then()
        .statusCode(404)
        .body("code", equalTo("MEMBER_NOT_FOUND"));
  }
}
