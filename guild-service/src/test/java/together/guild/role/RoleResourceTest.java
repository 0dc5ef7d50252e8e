package together.guild.role;

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
class RoleResourceTest {
  private static final String ROLES = "/api/servers/{id}/roles";
  private static final String ROLE = "/api/roles/{id}";

  private final TestUser owner = TestUser.create();
  private String guild = "";

  @BeforeEach
  void createServer() {
    guild = owner.createServer();
  }

  private String role(Permission... permissions) {
    return owner
        .post(Map.of("permissions", Long.toString(Permission.of(permissions))), ROLES, guild)
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private TestUser guestWith(String role) {
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
  void aNewRoleMayWhatEveryoneMayUnlessToldOtherwise() {
    owner
        .post(ROLES, guild)
        .then()
        .statusCode(201)
        .body("name", equalTo("new role"))
        .body("permissions", equalTo(Long.toString(Permission.DEFAULT)))
        .body("color", equalTo(0))
        .body("position", equalTo(1));
    owner
        .post(Map.of("name", "Red", "color", 0xFF0000, "hoist", true), ROLES, guild)
        .then()
        .body("name", equalTo("Red"))
        .body("color", equalTo(0xFF0000))
        .body("hoist", equalTo(true))
        .body("mentionable", equalTo(false));
  }

  @Test
  void listsRolesLowestFirstTheNewestBelowTheOlder() {
    var older = role();
    var newer = role();
    owner
        .guest(guild)
        .get(ROLES, guild)
        .then()
        .statusCode(200)
        .body("id", contains(guild, newer, older));
    TestUser.create().get(ROLES, guild).then().statusCode(404);
  }

  @Test
  void aPatchChangesWhatItNames() {
    var role = role(Permission.SEND_MESSAGES);
    owner
        .patch(Map.of("name", "Talkers", "mentionable", true), ROLE, role)
        .then()
        .statusCode(200)
        .body("name", equalTo("Talkers"))
        .body("mentionable", equalTo(true))
        .body("permissions", equalTo(Long.toString(Permission.SEND_MESSAGES.bit())));
    owner
        .patch(Map.of("permissions", "0", "color", 5), ROLE, role)
        .then()
        .body("permissions", equalTo("0"))
        .body("color", equalTo(5))
        .body("name", equalTo("Talkers"));
  }

  @Test
  void refusesBadFields() {
    var role = role();
    owner.patch(Map.of("color", 0x1000000), ROLE, role).then().statusCode(422);
    owner.patch(Map.of("permissions", 8), ROLE, role).then().statusCode(422);
    owner
        .patch(Map.of("permissions", "4611686018427387904"), ROLE, role)
        .then()
        .statusCode(422)
        .body("errors.code", contains("UNKNOWN_BITS"));
    owner.patch(Map.of("name", ""), ROLE, role).then().statusCode(422);
    owner.patch(Map.of("name", "@all"), ROLE, guild).then().statusCode(422);
  }

  @Test
  void rolesNeedManageRolesAndARankAbove() {
    var high = role(Permission.MANAGE_ROLES);
    var low = role();
    var plain = owner.guest(guild);
    plain.post(ROLES, guild).then().statusCode(403);
    plain
        .patch(Map.of("name", "x"), ROLE, low)
        .then()
        .statusCode(403)
        .body("detail", containsString("MANAGE_ROLES"));
    var manager = guestWith(high);
    manager
        .patch(Map.of("name", "x"), ROLE, high)
        .then()
        .statusCode(403)
        .body("code", equalTo("OUTRANKED"));
    manager.patch(Map.of("name", "x"), ROLE, low).then().statusCode(200);
    manager.delete(ROLE, high).then().statusCode(403);
    manager.delete(ROLE, low).then().statusCode(204);
  }

  @Test
  void nobodyGrantsWhatTheyLack() {
    var manager = guestWith(role(Permission.MANAGE_ROLES));
    var low = role();
    var ban = Map.of("permissions", Long.toString(Permission.BAN_MEMBERS.bit()));
    for (var response : List.of(manager.post(ban, ROLES, guild), manager.patch(ban, ROLE, low))) {
      response
          .then()
          .statusCode(403)
          .body("code", equalTo("MISSING_PERMISSION"))
          .body("detail", containsString("BAN_MEMBERS"));
    }
  }

  @Test
  void aStrangersRoleIsNotThere() {
    var role = role();
    var stranger = TestUser.create();
    stranger
        .patch(Map.of(), ROLE, role)
        .then()
        .statusCode(404)
        .body("code", equalTo("ROLE_NOT_FOUND"));
    stranger.delete(ROLE, role).then().statusCode(404);
    owner.delete(ROLE, 77).then().statusCode(404);
  }

  @Test
  void everyoneStays() {
    owner.delete(ROLE, guild).then().statusCode(409).body("code", equalTo("PERMANENT_ROLE"));
  }

  @Test
  void aDeletedRoleLeavesItsMembersAndChannels() {
    var role = role(Permission.SEND_MESSAGES);
    var guest = guestWith(role);
    String channel = owner.get("/api/servers/{id}", guild).path("channels[0].id");
    owner
        .put(Map.of("type", 0, "deny", "1024"), "/api/channels/{id}/permissions/{t}", channel, role)
        .then()
        .statusCode(204);
    guest.get("/api/channels/{id}", channel).then().statusCode(404);

    owner.delete(ROLE, role).then().statusCode(204);

    guest
        .get("/api/channels/{id}", channel)
        .then()
        .statusCode(200)
        .body("permission_overwrites", empty());
    guest.get("/api/servers/{id}/members/@me", guild).then().body("roles", empty());
    owner.get("/api/servers/{id}/members/{user}", guild, guest.id()).then().body("roles", empty());
  }
}
