package together.guild.personal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import together.guild.testing.GuildPlatform;
import together.guild.testing.TestUser;
import together.permission.Permission;
import together.proto.PersonalDataGrpc.PersonalDataBlockingStub;
import together.proto.PersonalDataRequest;
import together.proto.PersonalLine;

/** What is told of a user who asks for all that is held. */
@QuarkusTest
@WithTestResource(GuildPlatform.class)
class PersonalDataTest {
  @GrpcClient("guild")
  PersonalDataBlockingStub personal;

  private List<PersonalLine> all(TestUser user) {
    var lines = new ArrayList<PersonalLine>();
    var cursor = "";
    do {
      var request = PersonalDataRequest.newBuilder().setUserId(user.id()).setCursor(cursor).build();
      var page = personal.page(request);
      lines.addAll(page.getLinesList());
      cursor = page.getNext();
    } while (!cursor.isEmpty());
    return lines;
  }

  private static List<JsonPath> of(List<PersonalLine> lines, String file) {
    return lines.stream()
        .filter(line -> line.getFile().equals(file))
        .map(line -> JsonPath.from(line.getJson()))
        .toList();
  }

  @Test
  void tellsServersChannelsAndActs() {
    var owner = TestUser.create();
    var guild = owner.createServer();
    var guest = owner.guestWith(guild, Permission.CREATE_INVITE, Permission.CHANGE_NICKNAME);
    guest.patch(Map.of("nick", "Ghost"), "/api/servers/{id}/members/@me", guild);
    owner.patch(Map.of("nick", "Ghost"), "/api/servers/{id}/members/{user_id}", guild, guest.id());
    guest.invite(guild);
    guest.post(Map.of("recipient_id", owner.id() + ""), "/api/users/@me/channels");
    var lines = all(guest);
    var server = of(lines, "servers.jsonl").getFirst();
    assertEquals(guild, server.getString("guild_id"));
    assertEquals("Ghost", server.getString("nick"));
    assertEquals(1, server.getList("roles").size());
    assertTrue(server.getString("joined_at").endsWith("Z"));
    assertEquals(2, of(lines, "private_channels.jsonl").getFirst().getList("recipient_ids").size());
    assertEquals(1, of(lines, "invites.jsonl").getFirst().getList("invites").size());
    assertTrue(of(all(owner), "servers.jsonl").getFirst().getBoolean("owner"));
    assertTrue(of(all(owner), "audit_log.jsonl").size() >= 2, "roles were made and given");
    assertTrue(all(owner).stream().noneMatch(line -> line.getJson().contains("\n")));
  }

  @Test
  void aBanIsToldWithoutItsReason() {
    var owner = TestUser.create();
    var guild = owner.createServer();
    var pest = owner.guest(guild);
    owner.put(Map.of("reason", "is a pest"), "/api/servers/{id}/bans/{user_id}", guild, pest.id());
    var lines = all(pest);
    assertEquals(guild, of(lines, "bans.jsonl").getFirst().getString("guild_id"));
    assertTrue(lines.stream().noneMatch(line -> line.getJson().contains("is a pest")));
  }

  @Test
  void ofNobodyThereIsNothingAndNoCursorIsMadeUp() {
    assertEquals(List.of(), all(TestUser.create()));
    for (var wrong : List.of("x", "99:0", "0:-1", "0:9999999999999999999")) {
      var request = PersonalDataRequest.newBuilder().setUserId(1).setCursor(wrong).build();
      assertThrows(StatusRuntimeException.class, () -> personal.page(request), wrong);
    }
  }
}
