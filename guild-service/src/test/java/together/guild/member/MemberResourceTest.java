package together.guild.member;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.guild.testing.GuildPlatform;
import together.guild.testing.Races;
import together.guild.testing.TestUser;
import together.permission.Permission;

@QuarkusTest
@WithTestResource(GuildPlatform.class)
class MemberResourceTest {
  private static final String MEMBERS = "/api/servers/{id}/members";
  private static final String MEMBER = "/api/servers/{id}/members/{user_id}";
  private static final String ROLES = MEMBER + "/roles";

  private final TestUser owner = TestUser.create();
  private String guild = "";

  @BeforeEach
  void createServer() {
    guild = owner.createServer();
  }

  private String role(Permission... permissions) {
    return owner
        .post(
            Map.of("permissions", Long.toString(Permission.of(permissions))),
            "/api/servers/{id}/roles",
            guild)
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private TestUser guestWith(String... roles) {
    var guest = owner.guest(guild);
    owner.put(Map.of("roles", List.of(roles)), ROLES, guild, guest.id()).then().statusCode(200);
    return guest;
  }

  @Test
  void listsMembersByUserIdPageByPage() {
    var one = owner.guest(guild);
    var two = owner.guest(guild);
    one.get(MEMBERS, guild)
        .then()
        .statusCode(200)
        .body(
            "user.id",
            contains(Long.toString(owner.id()), Long.toString(one.id()), Long.toString(two.id())))
        .body("user.username[1]", equalTo("user-" + one.id()));
    owner
        .get(MEMBERS + "?limit=1&after=" + owner.id(), guild)
        .then()
        .body("user.id", contains(Long.toString(one.id())));
    owner.get(MEMBERS + "?limit=1000", guild).then().statusCode(200).body("$", hasSize(3));
    owner.get(MEMBERS + "?limit=1001", guild).then().statusCode(422);
    TestUser.create().get(MEMBERS, guild).then().statusCode(404);
  }

  @Test
  void showsOneMember() {
    var guest = owner.guest(guild);
    owner
        .get(MEMBER, guild, guest.id())
        .then()
        .statusCode(200)
        .body("user.id", equalTo(Long.toString(guest.id())));
    guest
        .get(MEMBER, guild, "@me")
        .then()
        .statusCode(200)
        .body("user.id", equalTo(Long.toString(guest.id())));
    owner
        .get(MEMBER, guild, TestUser.create().id())
        .then()
        .statusCode(404)
        .body("code", equalTo("MEMBER_NOT_FOUND"));
  }

  @Test
  void leavingEndsTheMembership() {
    var guest = owner.guest(guild);
    guest.delete(MEMBER, guild, "@me").then().statusCode(204);
    guest.get("/api/servers/{id}", guild).then().statusCode(404);
    guest.delete(MEMBER, guild, "@me").then().statusCode(404);
    owner.get("/api/servers/{id}", guild).then().body("member_count", equalTo(1));
  }

  @Test
  void theOwnerCannotLeave() {
    owner
        .delete(MEMBER, guild, "@me")
        .then()
        .statusCode(409)
        .body("code", equalTo("OWNER_CANNOT_LEAVE"));
  }

  @Test
  void kickingNeedsKickMembersAndAHigherRole() {
    var high = role(Permission.KICK_MEMBERS);
    var low = role(Permission.KICK_MEMBERS);
    var strong = guestWith(high);
    var equal = guestWith(high);
    var weak = guestWith(low);
    var plain = owner.guest(guild);

    plain
        .delete(MEMBER, guild, weak.id())
        .then()
        .statusCode(403)
        .body("detail", containsString("KICK_MEMBERS"));
    for (var target : List.of(strong, equal, owner)) {
      weak.delete(MEMBER, guild, target.id())
          .then()
          .statusCode(403)
          .body("code", equalTo("OUTRANKED"));
    }
    strong.delete(MEMBER, guild, equal.id()).then().statusCode(403);
    strong.delete(MEMBER, guild, weak.id()).then().statusCode(204);
    strong.delete(MEMBER, guild, weak.id()).then().statusCode(404);
    weak.get("/api/servers/{id}", guild).then().statusCode(404);
    owner.delete(MEMBER, guild, strong.id()).then().statusCode(204);
  }

  @Test
  void rolesAreReplacedAsAWhole() {
    var one = role(Permission.SEND_MESSAGES);
    var two = role(Permission.SEND_MESSAGES);
    var guest = guestWith(one);
    owner
        .put(Map.of("roles", List.of(two, two)), ROLES, guild, guest.id())
        .then()
        .statusCode(200)
        .body("roles", contains(two));
    guest.get(MEMBER, guild, "@me").then().body("roles", contains(two));
  }

  @Test
  void nobodyGivesARoleAtOrAboveTheirOwn() {
    var top = role(Permission.SEND_MESSAGES);
    var manager = role(Permission.MANAGE_ROLES);
    var low = role(Permission.SEND_MESSAGES);
    var guest = guestWith(manager);
    var other = owner.guest(guild);
    for (var role : List.of(top, manager)) {
      guest
          .put(Map.of("roles", List.of(role)), ROLES, guild, other.id())
          .then()
          .statusCode(403)
          .body("code", equalTo("OUTRANKED"));
    }
    guest.put(Map.of("roles", List.of(low)), ROLES, guild, other.id()).then().statusCode(200);
    guest
        .put(Map.of("roles", List.of()), ROLES, guild, guest.id())
        .then()
        .statusCode(403)
        .body("code", equalTo("OUTRANKED"));
  }

  @Test
  void nobodyGivesWhatTheyLack() {
    var manager = role(Permission.MANAGE_ROLES);
    var kicker = role(Permission.KICK_MEMBERS);
    var guest = guestWith(manager);
    guest
        .put(Map.of("roles", List.of(kicker)), ROLES, guild, owner.guest(guild).id())
        .then()
        .statusCode(403)
        .body("detail", containsString("KICK_MEMBERS"));
  }

  @Test
  void refusesRolesThatAreNone() {
    var guest = owner.guest(guild);
    for (var roles : List.of(List.of("12345"), List.of(guild))) {
      owner
          .put(Map.of("roles", roles), ROLES, guild, guest.id())
          .then()
          .statusCode(422)
          .body("errors.field", contains("roles"));
    }
    owner.put(Map.of(), ROLES, guild, guest.id()).then().statusCode(422);
    owner.put(Map.of("roles", List.of(7)), ROLES, guild, guest.id()).then().statusCode(422);
  }

  @Test
  void aKickAndALeaveAtOnceEndOneMembership() {
    for (int round = 0; round < 5; round++) {
      var guest = owner.guest(guild);
      var statuses =
          Races.run(
              2,
              i ->
                  i == 0
                      ? owner.delete(MEMBER, guild, guest.id()).statusCode()
                      : guest.delete(MEMBER, guild, "@me").statusCode());
      assertEquals(List.of(204, 404), statuses.stream().sorted().toList());
    }
    owner.get("/api/servers/{id}", guild).then().body("member_count", equalTo(1));
  }
}
