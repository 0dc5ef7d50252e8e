package together.guild.invite;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import together.guild.testing.GuildLog;
import together.guild.testing.GuildPlatform;
import together.guild.testing.Races;
import together.guild.testing.TestUser;
import together.permission.Permission;
import together.proto.GuildEvent;

@QuarkusTest
@WithTestResource(GuildPlatform.class)
class InviteResourceTest {
  private static final String INVITES = "/api/servers/{id}/invites";
  private static final String INVITE = "/api/invites/{code}";

  private final TestUser owner = TestUser.create();
  private String guild = "";

  @BeforeEach
  void createServer() {
    guild = owner.createServer();
  }

  private String invite(Map<String, ?> body) {
    return owner.post(body, INVITES, guild).then().statusCode(201).extract().path("code");
  }

  @Test
  void anInviteLastsADayUnlessToldOtherwise() {
    owner
        .post(INVITES, guild)
        .then()
        .statusCode(201)
        .body("guild_id", equalTo(guild))
        .body("channel_id", notNullValue())
        .body("inviter.id", equalTo(Long.toString(owner.id())))
        .body("uses", equalTo(0))
        .body("max_uses", equalTo(0))
        .body("expires_at", notNullValue())
        .body("temporary", equalTo(false));
    owner
        .post(Map.of("max_age", 0, "max_uses", 3, "temporary", true), INVITES, guild)
        .then()
        .body("expires_at", nullValue())
        .body("max_uses", equalTo(3))
        .body("temporary", equalTo(true));
  }

  @ParameterizedTest
  @CsvSource({"max_age,-1", "max_age,604801", "max_uses,101", "max_uses,-1"})
  void refusesNumbersOutOfRange(String field, int value) {
    owner
        .post(Map.of(field, value), INVITES, guild)
        .then()
        .statusCode(422)
        .body("errors.field", contains(field));
  }

  @Test
  void anyoneWithTheCodeSeesWhereItLeads() {
    given()
        .get(INVITE, owner.invite(guild))
        .then()
        .statusCode(200)
        .body("guild.id", equalTo(guild))
        .body("guild.name", equalTo("House of " + owner.id()))
        .body("guild.member_count", equalTo(1))
        .body("inviter.username", equalTo("user-" + owner.id()));
    given().get(INVITE, "nothing").then().statusCode(404).body("code", equalTo("INVITE_NOT_FOUND"));
  }

  @Test
  void joiningMakesAMember() {
    var guest = TestUser.create();
    guest
        .post(INVITE, owner.invite(guild))
        .then()
        .statusCode(200)
        .body("id", equalTo(guild))
        .body("member_count", equalTo(2))
        .body("channels", hasSize(2))
        .body("member.user.id", equalTo(Long.toString(guest.id())));
    guest.get("/api/servers/{id}", guild).then().statusCode(200);
    given().post(INVITE, owner.invite(guild)).then().statusCode(401);
  }

  @Test
  void whereAJoinIsToldIsTheFirstTextChannelEveryoneMayView() throws Exception {
    String first = owner.get("/api/servers/{id}/channels", guild).path("[0].id");
    String second =
        owner
            .post(Map.of("name", "second", "type", 0), "/api/servers/{id}/channels", guild)
            .path("id");
    TestUser.create().post(INVITE, owner.invite(guild)).then().statusCode(200);
    hide(first);
    TestUser.create().post(INVITE, owner.invite(guild)).then().statusCode(200);
    hide(second);
    int last = TestUser.create().post(INVITE, owner.invite(guild)).path("revision");
    var told =
        GuildLog.until(guild, last).stream()
            .map(GuildLog.Entry::event)
            .filter(GuildEvent::hasGuildMemberAdd)
            .map(event -> Long.toString(event.getGuildMemberAdd().getSystemChannelId()))
            .toList();
    assertEquals(List.of(first, second, "0"), told);
  }

  private void hide(String channel) {
    owner
        .put(
            Map.of("type", 0, "allow", "0", "deny", Long.toString(Permission.VIEW_CHANNEL.bit())),
            "/api/channels/{id}/permissions/{target}",
            channel,
            guild)
        .then()
        .statusCode(204);
  }

  @Test
  void joiningAgainChangesNothing() {
    var code = invite(Map.of("max_uses", 1));
    var guest = TestUser.create();
    int revision = guest.post(INVITE, code).then().statusCode(200).extract().path("revision");
    guest
        .post(INVITE, code)
        .then()
        .statusCode(200)
        .body("revision", equalTo(revision))
        .body("member_count", equalTo(2));
  }

  @Test
  void aUsedUpInviteIsNotThere() {
    var code = invite(Map.of("max_uses", 1));
    TestUser.create().post(INVITE, code).then().statusCode(200);
    TestUser.create()
        .post(INVITE, code)
        .then()
        .statusCode(404)
        .body("code", equalTo("INVITE_NOT_FOUND"));
    given().get(INVITE, code).then().statusCode(404);
    owner.get(INVITES, guild).then().body("$", hasSize(0));
  }

  @Test
  void anExpiredInviteIsNotThere() {
    var code = invite(Map.of("max_age", 1));
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> given().get(INVITE, code).statusCode() == 404);
    TestUser.create().post(INVITE, code).then().statusCode(404);
  }

  @Test
  void theLastUseGoesToOne() {
    var code = invite(Map.of("max_uses", 3));
    var guests = Races.run(12, i -> TestUser.create());
    var statuses = Races.run(12, i -> guests.get(i).post(INVITE, code).statusCode());
    assertEquals(3, statuses.stream().filter(status -> status == 200).count());
    assertEquals(9, statuses.stream().filter(status -> status == 404).count());
    owner.get("/api/servers/{id}", guild).then().body("member_count", equalTo(4));
  }

  @Test
  void oneUserJoiningManyTimesAtOnceTakesOneUse() {
    var code = invite(Map.of("max_uses", 1));
    var guest = TestUser.create();
    var statuses = Races.run(8, i -> guest.post(INVITE, code).statusCode());
    assertEquals(8, statuses.stream().filter(status -> status == 200).count());
    owner.get("/api/servers/{id}", guild).then().body("member_count", equalTo(2));
  }

  @Test
  void listingNeedsManageServer() {
    var code = owner.invite(guild);
    var guest = owner.guest(guild);
    owner.get(INVITES, guild).then().statusCode(200).body("code[0]", equalTo(code));
    guest
        .get(INVITES, guild)
        .then()
        .statusCode(403)
        .body("detail", containsString("MANAGE_SERVER"));
    TestUser.create().get(INVITES, guild).then().statusCode(404);
  }

  @Test
  void aMemberMayInviteUntilThePermissionIsTaken() {
    var guest = owner.guest(guild);
    guest.post(INVITES, guild).then().statusCode(201);
    owner.patch(Map.of("permissions", "1024"), "/api/roles/{id}", guild).then().statusCode(200);
    guest
        .post(INVITES, guild)
        .then()
        .statusCode(403)
        .body("detail", containsString("CREATE_INVITE"));
  }

  @Test
  void withdrawingNeedsManagement() {
    var code = owner.invite(guild);
    owner.guest(guild).delete(INVITE, code).then().statusCode(403);
    TestUser.create().delete(INVITE, code).then().statusCode(404);
    owner.delete(INVITE, code).then().statusCode(204);
    owner.delete(INVITE, code).then().statusCode(404);
    TestUser.create().post(INVITE, code).then().statusCode(404);
  }

  @Test
  void aDeletedServersInvitesAreGone() {
    var code = owner.invite(guild);
    owner.delete("/api/servers/{id}", guild).then().statusCode(204);
    TestUser.create().post(INVITE, code).then().statusCode(404);
  }
}
