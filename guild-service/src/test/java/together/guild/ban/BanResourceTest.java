package together.guild.ban;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.util.Timestamps;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.guild.testing.GuildLog;
import together.guild.testing.GuildPlatform;
import together.guild.testing.Races;
import together.guild.testing.TestUser;
import together.permission.Permission;

@QuarkusTest
@WithTestResource(GuildPlatform.class)
class BanResourceTest {
  private static final String BANS = "/api/servers/{id}/bans";
  private static final String BAN = BANS + "/{user_id}";

  private final TestUser owner = TestUser.create();
  private String guild = "";

  @BeforeEach
  void createServer() {
    guild = owner.createServer();
  }

  @Test
  void theBannedAreMembersNoMoreAndCannotComeBackUntilTheBanEnds() {
    var guest = owner.guest(guild);
    owner.put(Map.of("reason", "spam"), BAN, guild, guest.id()).then().statusCode(204);
    guest.get("/api/servers/{id}", guild).then().statusCode(404);
    var invite = owner.invite(guild);
    guest
        .post("/api/invites/{code}", invite)
        .then()
        .statusCode(403)
        .body("code", equalTo("BANNED"));
    owner
        .get(BAN, guild, guest.id())
        .then()
        .statusCode(200)
        .body("reason", equalTo("spam"))
        .body("user.id", equalTo(Long.toString(guest.id())));
    owner.delete(BAN, guild, guest.id()).then().statusCode(204);
    owner.delete(BAN, guild, guest.id()).then().statusCode(404);
    owner.get(BAN, guild, guest.id()).then().statusCode(404);
    guest.post("/api/invites/{code}", invite).then().statusCode(200);
    owner.get("/api/servers/{id}", guild).then().body("member_count", equalTo(2));
  }

  @Test
  void whoIsNoMemberCanBeBannedButNotWhoIsNobody() {
    var stranger = TestUser.create();
    owner.put(Map.of(), BAN, guild, stranger.id()).then().statusCode(204);
    stranger.post("/api/invites/{code}", owner.invite(guild)).then().statusCode(403);
    owner
        .put(Map.of(), BAN, guild, 17)
        .then()
        .statusCode(404)
        .body("code", equalTo("USER_NOT_FOUND"));
  }

  @Test
  void needsBanMembersAndAHigherRole() {
    var strong = owner.guestWith(guild, Permission.BAN_MEMBERS);
    var weak = owner.guestWith(guild, Permission.BAN_MEMBERS);
    var plain = owner.guest(guild);
    plain.put(Map.of(), BAN, guild, weak.id()).then().statusCode(403);
    plain.get(BANS, guild).then().statusCode(403);
    TestUser.create().get(BANS, guild).then().statusCode(404);
    for (var target : List.of(strong, weak, owner)) {
      weak.put(Map.of(), BAN, guild, target.id())
          .then()
          .statusCode(403)
          .body("code", equalTo("OUTRANKED"));
    }
    strong.put(Map.of(), BAN, guild, weak.id()).then().statusCode(204);
    strong.get(BANS, guild).then().body("$", hasSize(1));
  }

  @Test
  void listsByUserIdPageByPage() {
    var one = TestUser.create();
    var two = TestUser.create();
    owner.get(BANS, guild).then().body("$", empty());
    owner.put(Map.of(), BAN, guild, two.id());
    owner.put(Map.of(), BAN, guild, one.id());
    owner.get(BANS + "?limit=1", guild).then().body("user.id", contains("" + one.id()));
    owner.get(BANS + "?after=" + one.id(), guild).then().body("user.id", contains("" + two.id()));
  }

  @Test
  void tellsTheRemovalThenTheBanOnceWithWhatIsToBeDeleted() throws Exception {
    var guest = owner.guest(guild);
    var body = Map.of("delete_message_seconds", 3600);
    owner.put(body, BAN, guild, guest.id()).then().statusCode(204);
    owner.put(body, BAN, guild, guest.id()).then().statusCode(204);
    owner.delete(BAN, guild, guest.id()).then().statusCode(204);
    var log = GuildLog.until(guild, 6);
    assertEquals(guest.id(), log.get(3).event().getGuildMemberRemove().getUser().getId());
    var ban = log.get(4).event().getGuildBanAdd();
    assertEquals(guest.id(), ban.getUser().getId());
    long age = log.get(4).record().timestamp() - Timestamps.toMillis(ban.getDeleteMessagesFrom());
    assertTrue(Math.abs(age - 3_600_000) < 60_000, () -> "from " + age + " ms ago on");
    assertFalse(log.get(5).event().getGuildBanRemove().hasDeleteMessagesFrom());
    owner
        .put(Map.of("delete_message_seconds", 604_801), BAN, guild, guest.id())
        .then()
        .statusCode(422);
  }

  @Test
  void aBanAndAJoinAtOnceNeverLeaveAMember() {
    var invite = owner.invite(guild);
    for (int round = 0; round < 10; round++) {
      var guest = TestUser.create();
      var statuses =
          Races.run(
              2,
              i ->
                  i == 0
                      ? owner.put(Map.of(), BAN, guild, guest.id()).statusCode()
                      : guest.post("/api/invites/{code}", invite).statusCode());
      assertEquals(204, statuses.getFirst());
      // 404: banned between the join and the look at what was joined.
      assertTrue(List.of(200, 403, 404).contains(statuses.getLast()), statuses::toString);
      guest.get("/api/servers/{id}", guild).then().statusCode(404);
    }
    owner.get("/api/servers/{id}", guild).then().body("member_count", equalTo(1));
  }
}
