package together.guild.member;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.guild.testing.FakeAuthService;
import together.guild.testing.GuildPlatform;
import together.guild.testing.TestUser;
import together.permission.Permission;
import together.proto.User;

/** Nicknames, time-outs, search and the open door. */
@QuarkusTest
@WithTestResource(GuildPlatform.class)
class MemberUpdateResourceTest {
  private static final String MEMBER = "/api/servers/{id}/members/{user_id}";
  private static final String SEARCH = "/api/servers/{id}/members/search";
  private static final String UNTIL = "communication_disabled_until";

  @Inject Clock clock;
  @Inject MemberNames names;
  @Inject NameUpkeep upkeep;

  private final TestUser owner = TestUser.create();
  private String guild = "";

  @BeforeEach
  void createServer() {
    guild = owner.createServer();
  }

  private String in(Duration time) {
    return clock.instant().plus(time).toString();
  }

  // ---- nicknames

  @Test
  void oneChangesTheOwnNickAndClearsIt() {
    var guest = owner.guest(guild);
    guest
        .patch(Map.of("nick", " Zoe "), MEMBER, guild, "@me")
        .then()
        .statusCode(200)
        .body("nick", equalTo("Zoe"));
    owner.get(MEMBER, guild, guest.id()).then().body("nick", equalTo("Zoe"));
    guest
        .patch(Collections.singletonMap("nick", null), MEMBER, guild, guest.id())
        .then()
        .statusCode(200)
        .body("nick", nullValue());
    guest.patch(Map.of("nick", "x".repeat(33)), MEMBER, guild, "@me").then().statusCode(422);
  }

  @Test
  void anothersNickNeedsManageNicknamesAndAHigherRole() {
    var strong = owner.guestWith(guild, Permission.MANAGE_NICKNAMES);
    var weak = owner.guestWith(guild, Permission.MANAGE_NICKNAMES);
    var plain = owner.guest(guild);
    var nick = Map.of("nick", "n");
    plain
        .patch(nick, MEMBER, guild, weak.id())
        .then()
        .statusCode(403)
        .body("detail", containsString("MANAGE_NICKNAMES"));
    weak.patch(nick, MEMBER, guild, strong.id()).then().statusCode(403);
    weak.patch(nick, MEMBER, guild, owner.id()).then().statusCode(403);
    strong.patch(nick, MEMBER, guild, weak.id()).then().statusCode(200);
    weak.patch(nick, MEMBER, guild, plain.id()).then().statusCode(200);
    TestUser.create().patch(nick, MEMBER, guild, plain.id()).then().statusCode(404);
  }

  @Test
  void withoutChangeNicknameTheOwnNickStays() {
    var guest = owner.guest(guild);
    owner.patch(Map.of("permissions", "1024"), "/api/roles/{id}", guild).then().statusCode(200);
    guest
        .patch(Map.of("nick", "n"), MEMBER, guild, "@me")
        .then()
        .statusCode(403)
        .body("detail", containsString("CHANGE_NICKNAME"));
  }

  // ---- time-outs

  @Test
  void whoIsTimedOutOnlyLooksOnUntilItEnds() {
    var guest = owner.guest(guild);
    owner
        .patch(Map.of(UNTIL, in(Duration.ofSeconds(3))), MEMBER, guild, guest.id())
        .then()
        .statusCode(200);
    guest.post("/api/servers/{id}/invites", guild).then().statusCode(403);
    guest.get("/api/servers/{id}/channels", guild).then().statusCode(200);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> guest.post("/api/servers/{id}/invites", guild).statusCode() == 201);
  }

  @Test
  void aModeratorWhoIsTimedOutHasNoPowerLeftUntilItEnds() {
    var moderator =
        owner.guestWith(
            guild,
            Permission.BAN_MEMBERS,
            Permission.KICK_MEMBERS,
            Permission.MANAGE_SERVER,
            Permission.MANAGE_CHANNELS,
            Permission.MANAGE_ROLES,
            Permission.MANAGE_NICKNAMES,
            Permission.MODERATE_MEMBERS,
            Permission.VIEW_AUDIT_LOG);
    var plain = owner.guest(guild);
    var code = owner.invite(guild);
    owner
        .patch(Map.of(UNTIL, in(Duration.ofSeconds(10))), MEMBER, guild, moderator.id())
        .then()
        .statusCode(200);
    var name = Map.of("name", "mine");
    var answers =
        List.of(
            moderator.get("/api/servers/{id}/bans", guild),
            moderator.put(Map.of(), "/api/servers/{id}/bans/{user}", guild, plain.id()),
            moderator.delete("/api/servers/{id}/bans/{user}", guild, plain.id()),
            moderator.delete(MEMBER, guild, plain.id()),
            moderator.get("/api/servers/{id}/invites", guild),
            moderator.delete("/api/invites/{code}", code),
            moderator.get("/api/servers/{id}/audit-log", guild),
            moderator.patch(name, "/api/servers/{id}", guild),
            moderator.post(name, "/api/servers/{id}/roles", guild),
            moderator.post(name, "/api/servers/{id}/channels", guild),
            moderator.patch(Map.of("nick", "Zoe"), MEMBER, guild, plain.id()),
            moderator.patch(Map.of("nick", "Zoe"), MEMBER, guild, "@me"),
            moderator.patch(Collections.singletonMap(UNTIL, null), MEMBER, guild, moderator.id()));
    answers.forEach(answer -> answer.then().statusCode(403));
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> moderator.get("/api/servers/{id}/bans", guild).statusCode() == 200);
    moderator.delete(MEMBER, guild, plain.id()).then().statusCode(204);
  }

  @Test
  void aTimeOutNeedsModerateMembersAndAHigherRoleAndIsNoLongerThan28Days() {
    var moderator = owner.guestWith(guild, Permission.MODERATE_MEMBERS);
    var plain = owner.guest(guild);
    var hour = Map.of(UNTIL, in(Duration.ofHours(1)));
    plain.patch(hour, MEMBER, guild, moderator.id()).then().statusCode(403);
    for (var target : new TestUser[] {owner, moderator}) {
      moderator
          .patch(hour, MEMBER, guild, target.id())
          .then()
          .statusCode(403)
          .body("code", equalTo("OUTRANKED"));
    }
    moderator.patch(hour, MEMBER, guild, plain.id()).then().statusCode(200);
    moderator
        .patch(Collections.singletonMap(UNTIL, null), MEMBER, guild, plain.id())
        .then()
        .statusCode(200)
        .body(UNTIL, nullValue());
    moderator
        .patch(Map.of(UNTIL, in(Duration.ofDays(29))), MEMBER, guild, plain.id())
        .then()
        .statusCode(422);
    moderator.patch(Map.of(UNTIL, "soon"), MEMBER, guild, plain.id()).then().statusCode(422);
  }

  // ---- search

  @Test
  void findsByUsernameAndNickWhateverTheCase() {
    var one = TestUser.create();
    FakeAuthService.rename(one.id(), "Alba.One");
    var two = TestUser.create();
    FakeAuthService.rename(two.id(), "zeta");
    for (var user : new TestUser[] {one, two}) {
      user.post("/api/invites/{code}", owner.invite(guild)).then().statusCode(200);
    }
    two.patch(Map.of("nick", "ALBAtross"), MEMBER, guild, "@me").then().statusCode(200);
    owner
        .get(SEARCH + "?query=aLbA", guild)
        .then()
        .statusCode(200)
        .body("user.id", contains("" + one.id(), "" + two.id()));
    owner
        .get(SEARCH + "?query=alba&limit=1", guild)
        .then()
        .body("user.id", contains("" + one.id()));
    owner.get(SEARCH + "?query=zet", guild).then().body("user.id", contains("" + two.id()));
    owner.get(SEARCH + "?query=eta", guild).then().body("$", empty());
    two.delete(MEMBER, guild, "@me").then().statusCode(204);
    owner.get(SEARCH + "?query=alba", guild).then().body("user.id", contains("" + one.id()));
    owner.get(SEARCH, guild).then().statusCode(422);
    two.get(SEARCH + "?query=a", guild).then().statusCode(404);
  }

  @Test
  void aNewNameIsFoundInAllServersAndTheOldOneNoMore() {
    var guest = owner.guest(guild);
    names.refresh(
        User.newBuilder()
            .setId(guest.id())
            .setUsername("Renamed" + guest.id())
            .setGlobalName("Shown" + guest.id())
            .build());
    for (var query : new String[] {"renamed", "shown"}) {
      owner
          .get(SEARCH + "?query=" + query + guest.id(), guild)
          .then()
          .body("user.id", contains("" + guest.id()));
    }
    owner.get(SEARCH + "?query=user-" + guest.id(), guild).then().body("$", empty());
  }

  @Test
  void aNameThatChangedDuringTheJoinIsFoundSoonAfter() {
    var guest = owner.guest(guild);
    FakeAuthService.rename(guest.id(), "meanwhile" + guest.id());
    while (upkeep.nameSome() > 0) {
      // Until all new members are named.
    }
    owner
        .get(SEARCH + "?query=meanwhile" + guest.id(), guild)
        .then()
        .body("user.id", contains("" + guest.id()));
  }

  // ---- the open door

  @Test
  void anOpenServerIsJoinedWithoutAnInviteAClosedOneIsNotThere() {
    var members = "/api/servers/{id}/members";
    var guest = TestUser.create();
    guest.post(members, guild).then().statusCode(404);
    owner
        .patch(Map.of("open_to_join", true), "/api/servers/{id}", guild)
        .then()
        .statusCode(200)
        .body("open_to_join", equalTo(true));
    guest.post(members, guild).then().statusCode(200).body("member_count", equalTo(2));
    guest.post(members, guild).then().statusCode(200).body("member_count", equalTo(2));
    owner.put(Map.of(), "/api/servers/{id}/bans/{user}", guild, guest.id());
    guest.post(members, guild).then().statusCode(403);
  }
}
