package together.guild.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.MessageOrBuilder;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.guild.testing.GuildLog;
import together.guild.testing.GuildPlatform;
import together.guild.testing.Races;
import together.guild.testing.TestUser;
import together.platform.json.ProtoJson;
import together.proto.GuildEvent.EventCase;

/** What the log tells of each change, and that it is what REST answers. */
@QuarkusTest
@WithTestResource(GuildPlatform.class)
class GuildEventsTest {
  private final TestUser owner = TestUser.create();
  private String guild = "";

  @BeforeEach
  void createServer() {
    guild = owner.createServer();
  }

  private static Map<String, Object> json(byte[] bytes) throws IOException {
    return new ObjectMapper().readValue(bytes, new TypeReference<Map<String, Object>>() {});
  }

  private static void assertSame(Response rest, MessageOrBuilder event) throws IOException {
    assertEquals(json(rest.asByteArray()), json(ProtoJson.bytes(event)));
  }

  @Test
  void creatingAServerTellsTheWholeOfItWithoutMembership() throws IOException {
    var entry = GuildLog.at(guild, 1);
    var created = entry.event().getGuildCreate();
    assertFalse(created.hasMember());
    var expected = json(owner.get("/api/servers/{id}", guild).asByteArray());
    expected.put("member", null);
    assertEquals(expected, json(ProtoJson.bytes(created)));
    assertEquals(guild, entry.key());
    assertEquals(guild, entry.header("guild_id"));
    assertEquals(Long.toString(owner.id()), entry.header("user_id"));
    assertEquals("1", entry.header("seq"));
    assertEquals("1", entry.header("revision"));
    assertEquals("together.guild.v1.guild_create", entry.header("ce_type"));
  }

  @Test
  void aServersUpdateTellsItsRow() throws IOException {
    owner.patch(Map.of("name", "New", "description", "d"), "/api/servers/{id}", guild);
    var updated = GuildLog.at(guild, 2).event().getGuildUpdate();
    assertEquals("New", updated.getName());
    assertEquals("d", updated.getDescription());
    assertEquals(1, updated.getMemberCount());
    assertEquals(2, updated.getRevision());
    assertEquals(0, updated.getRolesCount() + updated.getChannelsCount());
  }

  @Test
  void membershipsAreToldAsRestShowsThem() throws IOException {
    var guest = owner.guest(guild);
    var member = "/api/servers/{id}/members/{user}";
    var added = GuildLog.at(guild, 3);
    assertSame(owner.get(member, guild, guest.id()), added.event().getGuildMemberAdd().getMember());
    assertEquals(Long.toString(guest.id()), added.header("user_id"));

    String role = owner.post("/api/servers/{id}/roles", guild).path("id");
    var changed = owner.put(Map.of("roles", List.of(role)), member + "/roles", guild, guest.id());
    assertSame(changed, GuildLog.at(guild, 5).event().getGuildMemberUpdate().getMember());

    guest.delete(member, guild, "@me").then().statusCode(204);
    var removed = GuildLog.at(guild, 6).event().getGuildMemberRemove();
    assertEquals(guest.id(), removed.getUser().getId());
    assertEquals("user-" + guest.id(), removed.getUser().getUsername());
  }

  @Test
  void invitesAreToldAsRestShowsThem() throws IOException {
    var made = owner.post("/api/servers/{id}/invites", guild);
    var created = GuildLog.at(guild, 2);
    assertSame(made, created.event().getInviteCreate());
    assertEquals(made.path("channel_id"), created.header("channel_id"));
    owner.delete("/api/invites/{code}", made.<String>path("code")).then().statusCode(204);
    var deleted = GuildLog.at(guild, 3).event().getInviteDelete();
    assertEquals(made.path("code"), deleted.getCode());
  }

  @Test
  void rolesAreToldAsRestShowsThem() throws IOException {
    var made = owner.post(Map.of("name", "Red", "color", 9), "/api/servers/{id}/roles", guild);
    assertSame(made, GuildLog.at(guild, 2).event().getGuildRoleCreate().getRole());
    String id = made.path("id");
    var changed = owner.patch(Map.of("hoist", true), "/api/roles/{id}", id);
    assertSame(changed, GuildLog.at(guild, 3).event().getGuildRoleUpdate().getRole());
    owner.delete("/api/roles/{id}", id).then().statusCode(204);
    assertEquals(
        Long.parseLong(id), GuildLog.at(guild, 4).event().getGuildRoleDelete().getRoleId());
  }

  @Test
  void channelsAreToldAsRestShowsThemWithTheirOverrides() throws IOException {
    var made = owner.post(Map.of("name", "plans"), "/api/servers/{id}/channels", guild);
    var created = GuildLog.at(guild, 2);
    assertSame(made, created.event().getChannelCreate());
    assertEquals(made.path("id"), created.header("channel_id"));
    String id = made.path("id");
    owner.put(Map.of("type", 0, "deny", "2048"), "/api/channels/{id}/permissions/{t}", id, guild);
    assertSame(
        owner.get("/api/channels/{id}", id), GuildLog.at(guild, 3).event().getChannelUpdate());
    var last = owner.get("/api/channels/{id}", id);
    owner.delete("/api/channels/{id}", id).then().statusCode(204);
    assertSame(last, GuildLog.at(guild, 4).event().getChannelDelete());
  }

  @Test
  void theEndOfACategoryIsToldStepByStep() throws IOException {
    var channels = "/api/servers/{id}/channels";
    String category = owner.post(Map.of("name", "c", "type", 4), channels, guild).path("id");
    String child =
        owner.post(Map.of("name", "x", "parent_id", category), channels, guild).path("id");
    owner.delete("/api/channels/{id}", category).then().statusCode(204);
    var log = GuildLog.until(guild, 5);
    var freed = log.get(3).event().getChannelUpdate();
    assertEquals(Long.parseLong(child), freed.getId());
    assertFalse(freed.hasParentId());
    assertEquals(Long.parseLong(category), log.get(4).event().getChannelDelete().getId());
  }

  @Test
  void aDeletedServerIsToldLast() throws IOException {
    owner.delete("/api/servers/{id}", guild).then().statusCode(204);
    assertEquals(Long.parseLong(guild), GuildLog.at(guild, 2).event().getGuildDelete().getId());
  }

  @Test
  void underParallelChangesEachRevisionIsToldOnceAndInOrder() throws IOException {
    var code = owner.invite(guild);
    var statuses =
        Races.run(
            30,
            i ->
                switch (i % 3) {
                  case 0 -> TestUser.create().post("/api/invites/{code}", code).statusCode();
                  case 1 ->
                      owner
                          .post(Map.of("name", "c" + i), "/api/servers/{id}/channels", guild)
                          .statusCode();
                  default -> owner.post("/api/servers/{id}/roles", guild).statusCode();
                });
    assertEquals(10, statuses.stream().filter(status -> status == 200).count());
    assertEquals(20, statuses.stream().filter(status -> status == 201).count());

    var log = GuildLog.until(guild, 32);
    assertEquals(
        LongStream.rangeClosed(1, 32).boxed().toList(),
        log.stream().map(entry -> entry.event().getSeq()).toList());
    assertEquals(
        10,
        log.stream()
            .filter(entry -> entry.event().getEventCase() == EventCase.GUILD_MEMBER_ADD)
            .count());
    owner
        .get("/api/servers/{id}", guild)
        .then()
        .body("revision", org.hamcrest.Matchers.equalTo(32))
        .body("member_count", org.hamcrest.Matchers.equalTo(11));
  }
}
