package together.guild.dm;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import together.guild.testing.GuildLog;
import together.guild.testing.GuildPlatform;
import together.guild.testing.Races;
import together.guild.testing.TestUser;
import together.permission.Permission;
import together.platform.json.ProtoJson;
import together.proto.Authorization;
import together.proto.AuthorizeQuery;
import together.proto.AuthorizeRequest;
import together.proto.GuildAccessGrpc.GuildAccessBlockingStub;
import together.proto.OpenDmRequest;
import together.proto.SessionRequest;

@QuarkusTest
@WithTestResource(GuildPlatform.class)
class PrivateChannelResourceTest {
  private static final String OWN = "/api/users/@me/channels";
  private static final String CHANNEL = "/api/channels/{id}";
  private static final String RECIPIENT = CHANNEL + "/recipients/{user_id}";

  @GrpcClient("guild")
  GuildAccessBlockingStub access;

  private final TestUser ann = TestUser.create();
  private final TestUser ben = TestUser.create();
  private final TestUser cid = TestUser.create();

  private static Map<String, Object> with(TestUser other) {
    return Map.of("recipient_id", Long.toString(other.id()));
  }

  private static List<String> ids(TestUser... users) {
    return Stream.of(users).map(user -> Long.toString(user.id())).toList();
  }

  private String group(TestUser owner, TestUser... others) {
    return owner
        .post(Map.of("recipient_ids", ids(others)), OWN)
        .then()
        .statusCode(200)
        .extract()
        .path("id");
  }

  private Authorization authorize(TestUser user, String channel) {
    return access
        .authorize(
            AuthorizeRequest.newBuilder()
                .addQueries(
                    AuthorizeQuery.newBuilder()
                        .setUserId(user.id())
                        .setChannelId(Long.parseLong(channel))
                        .setNeeded(Permission.SEND_MESSAGES.bit()))
                .build())
        .getAuthorizations(0);
  }

  @Test
  void aDmIsMadeOnceWhoeverOpensIt() {
    String id =
        ann.post(with(ben), OWN)
            .then()
            .statusCode(200)
            .body("type", equalTo(1))
            .body("recipients.id", contains(ids(ann, ben).toArray()))
            .body("owner_id", nullValue())
            .extract()
            .path("id");
    ben.post(with(ann), OWN).then().statusCode(200).body("id", equalTo(id));
    ann.get(OWN).then().body("id", contains(id));
    ben.get(CHANNEL, id).then().statusCode(200).body("id", equalTo(id));
    cid.get(CHANNEL, id).then().statusCode(404);
    ann.post(with(ann), OWN).then().statusCode(422);
    ann.post(Map.of("recipient_id", "17"), OWN).then().statusCode(404);
    ann.post(Map.of(), OWN).then().statusCode(422);
  }

  @Test
  void manyWhoOpenOneDmAtOnceOpenTheSame() {
    var opened =
        Races.run(
            10, i -> (i % 2 == 0 ? ann.post(with(ben), OWN) : ben.post(with(ann), OWN)).path("id"));
    assertEquals(1, new HashSet<>(opened).size(), opened::toString);
    ann.get(OWN).then().body("$", hasSize(1));
  }

  @Test
  void aDmKeepsItsTwo() {
    String id = ann.post(with(ben), OWN).path("id");
    for (var answer :
        List.of(
            ann.put(Map.of(), RECIPIENT, id, cid.id()),
            ann.delete(RECIPIENT, id, ben.id()),
            ann.patch(Map.of("name", "n"), CHANNEL, id),
            ann.delete(CHANNEL, id))) {
      answer.then().statusCode(409).body("code", equalTo("PERMANENT_DM"));
    }
  }

  @Test
  void aGroupHasAnOwnerANameAndRecipientsWhoComeAndGo() {
    String id = group(ann, ben);
    ben.patch(Map.of("name", "Us"), CHANNEL, id)
        .then()
        .statusCode(200)
        .body("name", equalTo("Us"))
        .body("owner_id", equalTo(Long.toString(ann.id())));
    cid.put(Map.of(), RECIPIENT, id, cid.id()).then().statusCode(404);
    ben.put(Map.of(), RECIPIENT, id, cid.id()).then().statusCode(204);
    ben.put(Map.of(), RECIPIENT, id, cid.id()).then().statusCode(204);
    cid.get(CHANNEL, id)
        .then()
        .body("revision", equalTo(3))
        .body("recipients.id", contains(ids(ann, ben, cid).toArray()));
    ben.delete(RECIPIENT, id, cid.id()).then().statusCode(403).body("code", equalTo("OWNER_ONLY"));
    ann.delete(RECIPIENT, id, cid.id()).then().statusCode(204);
    ann.delete(RECIPIENT, id, cid.id()).then().statusCode(404);
    cid.get(CHANNEL, id).then().statusCode(404);
    ann.delete(CHANNEL, id).then().statusCode(204);
    ben.get(CHANNEL, id).then().body("owner_id", equalTo(Long.toString(ben.id())));
    ben.delete(RECIPIENT, id, ben.id()).then().statusCode(204);
    ben.get(CHANNEL, id).then().statusCode(404);
  }

  @Test
  void aGroupHasAtMost25() {
    var others = LongStream.range(2000, 2024).mapToObj(Long::toString).toList();
    String id =
        ann.post(Map.of("recipient_ids", others), OWN)
            .then()
            .statusCode(200)
            .body("recipients", hasSize(25))
            .extract()
            .path("id");
    ann.put(Map.of(), RECIPIENT, id, ben.id())
        .then()
        .statusCode(409)
        .body("code", equalTo("LIMIT_REACHED"));
    var tooMany = LongStream.range(2000, 2025).mapToObj(Long::toString).toList();
    ann.post(Map.of("recipient_ids", tooMany), OWN).then().statusCode(422);
    ann.post(Map.of("recipient_ids", ids(ann)), OWN).then().statusCode(422);
    ann.post(Map.of("recipient_ids", Arrays.asList("2000", null)), OWN).then().statusCode(422);
  }

  @Test
  void recipientsMayTalkAtTheChannelsRevisionOthersKnowOfNothing() {
    String id = group(ann, ben);
    ann.put(Map.of(), RECIPIENT, id, cid.id());
    var answer = authorize(cid, id);
    assertEquals(true, answer.getAllowed());
    assertEquals(Permission.PRIVATE, answer.getPermissions());
    assertEquals(2, answer.getRevision());
    assertEquals(0, answer.getGuildId());
    assertEquals(3, answer.getType());
    ann.delete(RECIPIENT, id, cid.id());
    assertEquals(Authorization.getDefaultInstance(), authorize(cid, id));
    assertEquals(3, authorize(ben, id).getRevision());
  }

  @Test
  void theLogTellsTheWholeChannelAndWhoLeft() throws Exception {
    String id = group(ann, ben, cid);
    ann.patch(Map.of("name", "Us"), CHANNEL, id);
    var rest = ben.get(CHANNEL, id);
    ann.delete(RECIPIENT, id, cid.id());
    var log = GuildLog.ofChannel(id, 3);
    assertEquals(List.of(1L, 2L, 3L), log.stream().map(entry -> entry.event().getSeq()).toList());
    var json = new ObjectMapper();
    assertEquals(
        json.readTree(rest.asByteArray()),
        json.readTree(ProtoJson.bytes(log.get(1).event().getPrivateChannel().getChannel())));
    assertEquals(id, log.get(0).header("channel_id"));
    assertEquals("", log.get(0).header("guild_id"));
    assertEquals(List.of(cid.id()), log.get(2).event().getPrivateChannel().getRemovedList());
  }

  @Test
  void theGatewayGetsAllOrTheNamedOnesAndOpensDms() {
    var dm =
        access.openDm(
            OpenDmRequest.newBuilder().setUserId(ann.id()).setRecipientId(ben.id()).build());
    String group = group(ann, ben);
    var all = access.session(SessionRequest.newBuilder().setUserId(ann.id()).build());
    assertEquals(2, all.getPrivateChannelsCount());
    assertEquals(dm, all.getPrivateChannels(0));
    var named =
        access.session(
            SessionRequest.newBuilder()
                .setUserId(ann.id())
                .addGuildIds(Long.parseLong(group))
                .addPrivateChannelIds(Long.parseLong(group))
                .build());
    assertEquals(1, named.getPrivateChannelsCount());
    assertEquals(0, named.getGuildsCount());
    var oneself = OpenDmRequest.newBuilder().setUserId(ann.id()).setRecipientId(ann.id()).build();
    var refused = assertThrows(StatusRuntimeException.class, () -> access.openDm(oneself));
    assertEquals(Status.Code.NOT_FOUND, refused.getStatus().getCode());
  }

  @Test
  void twoWhoChangeAGroupAtOnceBothHaveTheirWay() {
    String id = group(ann, ben);
    for (int round = 0; round < 5; round++) {
      var guest = TestUser.create();
      var other = TestUser.create();
      var statuses =
          Races.run(
              2,
              i ->
                  (i == 0
                          ? ann.put(Map.of(), RECIPIENT, id, guest.id())
                          : ben.put(Map.of(), RECIPIENT, id, other.id()))
                      .statusCode());
      assertEquals(List.of(204, 204), statuses);
    }
    ann.get(CHANNEL, id).then().body("recipients", hasSize(12)).body("revision", equalTo(11));
  }
}
