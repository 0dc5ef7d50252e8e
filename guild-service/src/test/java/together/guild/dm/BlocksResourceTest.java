package together.guild.dm;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import together.guild.testing.FakeAuthService;
import together.guild.testing.GuildPlatform;
import together.guild.testing.TestUser;
import together.permission.Permission;
import together.proto.Authorization;
import together.proto.AuthorizeQuery;
import together.proto.AuthorizeRequest;
import together.proto.GuildAccessGrpc.GuildAccessBlockingStub;
import together.proto.OpenDmRequest;

/** What blocks, and the settings of recipients, keep from private channels. */
@QuarkusTest
@WithTestResource(GuildPlatform.class)
class BlocksResourceTest {
  private static final String OWN = "/api/users/@me/channels";
  private static final String RECIPIENT = "/api/channels/{id}/recipients/{user_id}";

  @GrpcClient("guild")
  GuildAccessBlockingStub access;

  private final TestUser ann = TestUser.create();
  private final TestUser ben = TestUser.create();
  private final TestUser cid = TestUser.create();

  private static Response open(TestUser user, TestUser other) {
    return user.post(Map.of("recipient_id", Long.toString(other.id())), OWN);
  }

  private static String dm(TestUser user, TestUser other) {
    return open(user, other).then().statusCode(200).extract().path("id");
  }

  private static Response group(TestUser owner, TestUser... others) {
    var ids = Stream.of(others).map(user -> Long.toString(user.id())).toList();
    return owner.post(Map.of("recipient_ids", ids), OWN);
  }

  private Authorization authorize(TestUser user, String channel, Permission needed) {
    var query =
        AuthorizeQuery.newBuilder()
            .setUserId(user.id())
            .setChannelId(Long.parseLong(channel))
            .setNeeded(needed.bit());
    return access
        .authorize(AuthorizeRequest.newBuilder().addQueries(query).build())
        .getAuthorizations(0);
  }

  private static void relate(TestUser user, TestUser other, String relation) {
    FakeAuthService.relate(user.id(), other.id(), relation);
  }

  private static void assertRefused(Response answer) {
    answer.then().statusCode(403).body("code", equalTo("RECIPIENT_REFUSES"));
  }

  @Test
  void aBlockLeavesBothOfADmReadingAlone() {
    var dm = dm(ann, ben);
    relate(ann, ben, "block");
    for (var user : List.of(ann, ben)) {
      for (var denied :
          List.of(
              Permission.SEND_MESSAGES,
              Permission.ADD_REACTIONS,
              Permission.ATTACH_FILES,
              Permission.CONNECT_VOICE)) {
        assertFalse(authorize(user, dm, denied).getAllowed(), denied.name());
      }
      assertTrue(authorize(user, dm, Permission.VIEW_CHANNEL).getAllowed());
      assertTrue(authorize(user, dm, Permission.READ_MESSAGE_HISTORY).getAllowed());
    }
    relate(ann, ben, "");
    assertTrue(authorize(ben, dm, Permission.SEND_MESSAGES).getAllowed());
  }

  @Test
  void aBlockIsOfOneDmAndNoGroup() {
    var group = group(ann, ben, cid).then().statusCode(200).extract().<String>path("id");
    var other = dm(ben, cid);
    relate(ann, ben, "block");
    assertTrue(authorize(ann, group, Permission.SEND_MESSAGES).getAllowed());
    assertTrue(authorize(ben, group, Permission.SEND_MESSAGES).getAllowed());
    assertTrue(authorize(ben, other, Permission.SEND_MESSAGES).getAllowed());
  }

  @Test
  void aDmThatIsThereIsFoundAndANewOneIsNotMade() {
    var dm = dm(ann, ben);
    relate(ann, ben, "block");
    assertEquals(dm, dm(ben, ann));
    relate(ann, cid, "block");
    assertRefused(open(cid, ann));
    assertRefused(open(ann, cid));
    var request = OpenDmRequest.newBuilder().setUserId(cid.id()).setRecipientId(ann.id()).build();
    var failure = assertThrows(StatusRuntimeException.class, () -> access.openDm(request));
    assertEquals(Status.Code.PERMISSION_DENIED, failure.getStatus().getCode());
    cid.get(OWN).then().body("$", hasSize(0));
  }

  @Test
  void whoTakesMessagesFromFriendsTakesThemFromNobodyElse() {
    FakeAuthService.takesMessagesFrom(ben.id(), "friends");
    assertRefused(open(ann, ben));
    relate(ann, ben, "friend");
    open(ann, ben).then().statusCode(200);
    open(ben, cid).then().statusCode(200);
  }

  @Test
  void whoTakesMessagesFromServersKnowsTheirMembersAndFriends() {
    FakeAuthService.takesMessagesFrom(ben.id(), "server_members");
    assertRefused(open(ann, ben));
    var server =
        ann.post(Map.of("name", "shared"), "/api/servers").then().extract().<String>path("id");
    var invite =
        ann.post(Map.of(), "/api/servers/{id}/invites", server)
            .then()
            .extract()
            .<String>path("code");
    ben.post(Map.of(), "/api/invites/{code}", invite).then().statusCode(200);
    open(ann, ben).then().statusCode(200);
    assertRefused(open(cid, ben));
    relate(cid, ben, "friend");
    open(cid, ben).then().statusCode(200);
  }

  @Test
  void nobodyIsBroughtIntoAGroupByWhomTheyDoNotTakeMessagesFrom() {
    relate(ann, ben, "block");
    assertRefused(group(ann, ben, cid));
    var group = group(ann, cid).then().statusCode(200).extract().<String>path("id");
    assertRefused(ann.put(Map.of(), RECIPIENT, group, ben.id()));
    cid.put(Map.of(), RECIPIENT, group, ben.id()).then().statusCode(204);
  }
}
