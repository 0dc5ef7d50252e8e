package together.guild.departure;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import together.guild.testing.GuildLog;
import together.guild.testing.GuildPlatform;
import together.guild.testing.TestUser;
import together.permission.Permission;
import together.proto.DeparturesGrpc.DeparturesBlockingStub;
import together.proto.GuildEvent;
import together.proto.LeaveRequest;

/** Accounts that go for good, as auth-service has it done. */
@QuarkusTest
@WithTestResource(GuildPlatform.class)
class DeparturesTest {
  private static final String SERVER = "/api/servers/{id}";
  private static final String MEMBER = "/api/servers/{id}/members/{user_id}";
  private static final String BAN = "/api/servers/{id}/bans/{user_id}";

  @GrpcClient("guild")
  DeparturesBlockingStub departures;

  private final TestUser owner = TestUser.create();

  private void leave(TestUser user) {
    var request = LeaveRequest.newBuilder().setUserId(user.id()).build();
    for (int calls = 0; !departures.leave(request).getDone(); calls++) {
      assertTrue(calls < 20, "never done");
    }
  }

  private static JsonPath server(TestUser reader, String guild) {
    return reader.get(SERVER, guild).then().statusCode(200).extract().jsonPath();
  }

  private static void assertOwns(TestUser user, String guild) {
    assertEquals(Long.toString(user.id()), server(user, guild).getString("owner_id"));
  }

  @Test
  void theHighestAdministratorGetsTheServer() {
    var guild = owner.createServer();
    var longest = owner.guest(guild);
    var first = owner.guest(guild);
    var administrator = owner.guest(guild);
    var low = owner.role(guild, Permission.ADMINISTRATOR);
    var high = owner.role(guild, Permission.KICK_MEMBERS);
    owner.give(guild, first, high);
    owner.give(guild, administrator, low);
    leave(owner);
    assertOwns(administrator, guild);
    owner.get(SERVER, guild).then().statusCode(404);
    longest.get(SERVER, guild).then().body("member_count", equalTo(3));
    leave(administrator);
    assertOwns(first, guild);
    leave(first);
    assertOwns(longest, guild);
  }

  @Test
  void ofEqualsWhoHasBeenThereLongestGetsIt() {
    var guild = owner.createServer();
    var other = owner.guest(guild);
    var later = owner.guest(guild);
    leave(owner);
    assertOwns(other, guild);
    later.get(MEMBER, guild, other.id()).then().statusCode(200);
  }

  @Test
  void theNewOwnerIsToldBeforeTheOldOneLeaves() throws Exception {
    var guild = owner.createServer();
    var heir = owner.guest(guild);
    leave(owner);
    long revision = server(heir, guild).getLong("revision");
    var events = GuildLog.until(guild, revision);
    var update = events.get(events.size() - 2).event();
    assertEquals(GuildEvent.EventCase.GUILD_UPDATE, update.getEventCase());
    assertEquals(heir.id(), update.getGuildUpdate().getOwnerId());
    var removal = events.getLast().event();
    assertEquals(owner.id(), removal.getGuildMemberRemove().getUser().getId());
    heir.get("/api/servers/{id}/audit-log?action_type=1", guild)
        .then()
        .body("entries[0].user_id", equalTo(Long.toString(owner.id())))
        .body("entries[0].changes.key", hasItem("owner_id"));
  }

  @Test
  void aServerWithNobodyElseIsDeleted() throws Exception {
    var guild = owner.createServer();
    long revision = server(owner, guild).getLong("revision");
    leave(owner);
    owner.get(SERVER, guild).then().statusCode(404);
    assertTrue(GuildLog.at(guild, revision + 1).event().hasGuildDelete());
  }

  @Test
  void againNothingHappens() {
    var guild = owner.createServer();
    var other = owner.guest(guild);
    leave(other);
    long revision = server(owner, guild).getLong("revision");
    leave(other);
    assertEquals(revision, server(owner, guild).getLong("revision"));
    leave(TestUser.create());
  }

  @Test
  void groupsAreLeftAndDmsStayTheOtherOnes() {
    var leaver = TestUser.create();
    var third = TestUser.create();
    String group =
        leaver
            .post(
                Map.of("recipient_ids", List.of(owner.id() + "", third.id() + "")),
                "/api/users/@me/channels")
            .then()
            .statusCode(200)
            .extract()
            .path("id");
    String dm =
        leaver
            .post(Map.of("recipient_id", owner.id() + ""), "/api/users/@me/channels")
            .then()
            .statusCode(200)
            .extract()
            .path("id");
    leave(leaver);
    owner
        .get("/api/channels/{id}", group)
        .then()
        .statusCode(200)
        .body("recipients.id", not(hasItem(Long.toString(leaver.id()))))
        .body("owner_id", not(equalTo(Long.toString(leaver.id()))));
    owner
        .get("/api/channels/{id}", dm)
        .then()
        .statusCode(200)
        .body("recipients.id", hasItem(Long.toString(leaver.id())));
  }

  @Test
  void bansGoAndWhatTheAuditLogSaysOfThePerson() {
    var guild = owner.createServer();
    var leaver = owner.guest(guild);
    var audited = Map.of("nick", "Johnny from the corner");
    owner.patch(audited, MEMBER, guild, leaver.id()).then().statusCode(200);
    owner.put(Map.of("reason", "is Johnny"), BAN, guild, leaver.id()).then().statusCode(204);
    leave(leaver);
    owner.get(BAN, guild, leaver.id()).then().statusCode(404);
    var log = owner.get("/api/servers/{id}/audit-log?target_id=" + leaver.id(), guild);
    log.then().statusCode(200).body("entries.size()", equalTo(2));
    assertTrue(!log.asString().contains("Johnny"), log.asString());
  }

  /** Either the server was given first and is handed on, or the leaver was no member any more. */
  @Test
  void aServerGivenToSomebodyWhoLeavesAtThisMomentHasAnOwner() throws Exception {
    for (int round = 0; round < 5; round++) {
      var guild = owner.createServer();
      var leaver = owner.guest(guild);
      var body = Map.of("user_id", Long.toString(leaver.id()));
      var calls = new ArrayList<Callable<Integer>>();
      calls.add(() -> owner.post(body, "/api/servers/{id}/owner", guild).statusCode());
      calls.add(() -> {
        leave(leaver);
        return 200;
      });
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var call : threads.invokeAll(calls)) {
          assertTrue(List.of(200, 404).contains(call.get()), "answered " + call.get());
        }
      }
      assertOwns(owner, guild);
      leaver.get(SERVER, guild).then().statusCode(404);
    }
  }
}
