package together.guild.channel;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.guild.testing.GuildPlatform;
import together.guild.testing.Races;
import together.guild.testing.TestUser;
import together.permission.Permission;

/** Moving channels, categories and their overrides, and explanations. */
@QuarkusTest
@WithTestResource(GuildPlatform.class)
class ChannelOrderResourceTest {
  private static final String CHANNELS = "/api/servers/{id}/channels";
  private static final String CHANNEL = "/api/channels/{id}";
  private static final String PERMISSIONS = CHANNEL + "/permissions/{target_id}";
  private static final Map<String, Object> NO_SEND = Map.of("type", 0, "deny", "2048");

  private final TestUser owner = TestUser.create();
  private String guild = "";
  private String category = "";
  private String one = "";
  private String two = "";

  @BeforeEach
  void createChannels() {
    guild = owner.createServer();
    category = channel(Map.of("name", "c", "type", 4));
    one = channel(Map.of("name", "one"));
    two = channel(Map.of("name", "two"));
  }

  private String channel(Map<String, Object> body) {
    return owner.post(body, CHANNELS, guild).then().statusCode(201).extract().path("id");
  }

  // ---- moving

  @Test
  void movesSeveralInOneCall() {
    owner
        .patch(
            List.of(
                Map.of("id", two, "position", 0, "parent_id", category),
                Map.of("id", one, "position", 100)),
            CHANNELS,
            guild)
        .then()
        .statusCode(200)
        .body("id", hasSize(5))
        .body("find { it.id == '" + two + "' }.parent_id", equalTo(category))
        .body("find { it.id == '" + two + "' }.position", equalTo(0))
        .body("id[4]", equalTo(one));
    var out = new HashMap<String, Object>(Map.of("id", two));
    out.put("parent_id", null);
    owner.patch(List.of(out), CHANNELS, guild).then().statusCode(200);
    owner.get(CHANNEL, two).then().body("parent_id", nullValue());
  }

  @Test
  void needsManageChannelsInEach() {
    var guest = owner.guestWith(guild, Permission.MANAGE_CHANNELS);
    var role = Long.toString(Permission.MANAGE_CHANNELS.bit());
    owner.put(Map.of("type", 1, "deny", role), PERMISSIONS, one, guest.id()).then().statusCode(204);
    var both = List.of(Map.of("id", two, "position", 7), Map.of("id", one, "position", 8));
    guest.patch(both, CHANNELS, guild).then().statusCode(403);
    owner.get(CHANNEL, two).then().body("position", equalTo(4));
    guest.patch(both.subList(0, 1), CHANNELS, guild).then().statusCode(200);
    owner.put(Map.of("type", 1, "deny", "1024"), PERMISSIONS, one, guest.id());
    guest.patch(both, CHANNELS, guild).then().statusCode(404);
    TestUser.create().patch(both, CHANNELS, guild).then().statusCode(404);
  }

  @Test
  void refusesWhatIsNoMove() {
    for (var refused :
        List.<Map<String, Object>>of(
            Map.of("position", 1),
            Map.of("id", one, "position", -1),
            Map.of("id", one, "parent_id", two),
            Map.of("id", category, "parent_id", category),
            Map.of("id", one, "lock_permissions", true))) {
      owner.patch(List.of(refused), CHANNELS, guild).then().statusCode(422);
    }
    var repeated = List.of(Map.of("id", one), Map.of("id", one));
    owner.patch(repeated, CHANNELS, guild).then().statusCode(422);
  }

  @Test
  void manyWhoMoveAtOnceEndInAValidOrder() {
    for (int round = 0; round < 5; round++) {
      var statuses =
          Races.run(
              6,
              i ->
                  i == 5
                      ? owner.patch(Map.of("name", "x"), CHANNEL, category).statusCode()
                      : owner
                          .patch(
                              List.of(
                                  Map.of("id", one, "position", i, "parent_id", category),
                                  Map.of("id", two, "position", 10 - i)),
                              CHANNELS,
                              guild)
                          .statusCode());
      assertEquals(Collections.nCopies(6, 200), statuses);
      int first = owner.get(CHANNEL, one).path("position");
      int second = owner.get(CHANNEL, two).path("position");
      assertEquals(10, first + second, "half of one move and half of another");
    }
  }

  // ---- categories

  @Test
  void aChannelMadeInACategoryHasItsOverridesUnlessItBringsItsOwn() {
    owner.put(NO_SEND, PERMISSIONS, category, guild).then().statusCode(204);
    var synced = channel(Map.of("name", "s", "parent_id", category));
    owner.get(CHANNEL, synced).then().body("permission_overwrites.deny", contains("2048"));
    var own =
        channel(Map.of("name", "o", "parent_id", category, "permission_overwrites", List.of()));
    owner.get(CHANNEL, own).then().body("permission_overwrites", empty());
  }

  @Test
  void whatIsInSyncWithItsCategoryStaysSo() {
    var synced = channel(Map.of("name", "s", "parent_id", category));
    var apart = channel(Map.of("name", "a", "parent_id", category));
    owner.put(Map.of("type", 0, "deny", "64"), PERMISSIONS, apart, guild).then().statusCode(204);
    owner.put(NO_SEND, PERMISSIONS, category, guild).then().statusCode(204);
    owner.get(CHANNEL, synced).then().body("permission_overwrites.deny", contains("2048"));
    owner.get(CHANNEL, apart).then().body("permission_overwrites.deny", contains("64"));
    owner.delete(PERMISSIONS, category, guild).then().statusCode(204);
    owner.get(CHANNEL, synced).then().body("permission_overwrites", empty());
  }

  @Test
  void lockingTakesOverTheOverridesOfTheCategory() {
    owner.put(NO_SEND, PERMISSIONS, category, guild).then().statusCode(204);
    owner.put(Map.of("type", 1, "allow", "64"), PERMISSIONS, one, owner.id());
    var move = Map.<String, Object>of("id", one, "parent_id", category, "lock_permissions", true);
    owner.patch(List.of(move), CHANNELS, guild).then().statusCode(200);
    owner
        .get(CHANNEL, one)
        .then()
        .body("permission_overwrites.id", contains(guild))
        .body("permission_overwrites.deny", contains("2048"));
  }

  @Test
  void lockingChangesNothingTheCallerMayNot() {
    var guest = owner.guestWith(guild, Permission.MANAGE_CHANNELS, Permission.MANAGE_ROLES);
    owner.put(Map.of("type", 0, "allow", "8192"), PERMISSIONS, category, guild);
    owner.put(Map.of("type", 0, "deny", "8192"), PERMISSIONS, one, guild);
    var move = Map.<String, Object>of("id", one, "parent_id", category, "lock_permissions", true);
    guest.patch(List.of(move), CHANNELS, guild).then().statusCode(403);
    owner.get(CHANNEL, one).then().body("permission_overwrites.deny", contains("8192"));
  }

  // ---- explanations

  @Test
  void explainsStepByStep() {
    var guest = owner.guest(guild);
    var role = owner.role(guild, Permission.MANAGE_MESSAGES);
    owner.give(guild, guest, role);
    owner.put(NO_SEND, PERMISSIONS, one, guild).then().statusCode(204);
    owner.put(Map.of("type", 0, "allow", "2048"), PERMISSIONS, one, role).then().statusCode(204);
    guest
        .get(PERMISSIONS, one, guest.id())
        .then()
        .statusCode(200)
        .body("user_id", equalTo("" + guest.id()))
        .body("channel_id", equalTo(one))
        .body(
            "permissions",
            equalTo(Long.toString(Permission.DEFAULT | Permission.MANAGE_MESSAGES.bit())))
        .body(
            "steps.step",
            contains("everyone_role", "role", "everyone_override", "role_override_allow"))
        .body("steps.id", contains(guild, role, guild, role))
        .body("steps[1].gave", equalTo("8192"))
        .body("steps[2].took", equalTo("2048"))
        .body("steps[3].gave", equalTo("2048"));
    owner.get(PERMISSIONS, one, owner.id()).then().body("steps.step", contains("owner"));
  }

  @Test
  void anothersPermissionsNeedManageRoles() {
    var guest = owner.guest(guild);
    guest.get(PERMISSIONS, one, owner.id()).then().statusCode(403);
    owner.get(PERMISSIONS, one, guest.id()).then().statusCode(200);
    owner.get(PERMISSIONS, one, TestUser.create().id()).then().statusCode(404);
    owner.put(Map.of("type", 0, "deny", "1024"), PERMISSIONS, one, guild);
    guest.get(PERMISSIONS, one, guest.id()).then().statusCode(404);
    owner
        .get(PERMISSIONS, one, guest.id())
        .then()
        .body("permissions", equalTo("0"))
        .body("steps.step", hasItem("no_view"));
  }
}
