package together.auth.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.auth.testing.AuthPlatform;
import together.auth.testing.InternalCalls;
import together.auth.testing.Login;
import together.proto.GetUsersRequest;
import together.proto.OwnRequest;
import together.proto.Relation;
import together.proto.RelationsRequest;
import together.proto.User;
import together.proto.UserDirectoryGrpc;
import together.proto.UserDirectoryGrpc.UserDirectoryBlockingStub;
import together.proto.UserPair;

@QuarkusTest
@WithTestResource(AuthPlatform.class)
class DirectoryServiceTest {
  private InternalCalls calls;

  @BeforeEach
  void connect() {
    calls = new InternalCalls();
  }

  @AfterEach
  void disconnect() {
    calls.close();
  }

  private UserDirectoryBlockingStub directory(String secret) {
    return calls.with(secret, UserDirectoryGrpc::newBlockingStub);
  }

  private static GetUsersRequest ids(Long... ids) {
    return GetUsersRequest.newBuilder().addAllUserIds(List.of(ids)).build();
  }

  @Test
  void tellsWhoAnIdIsAndLeavesUnknownOnesOut() {
    var alice = Login.register();
    var answer = directory(AuthPlatform.INTERNAL_SECRET).get(ids(1L, alice.userId()));
    var expected = User.newBuilder().setId(alice.userId()).setUsername(alice.username()).build();
    assertEquals(List.of(expected), answer.getUsersList());
  }

  @Test
  void takesOneToAThousandIds() {
    var directory = directory(AuthPlatform.INTERNAL_SECRET);
    var most = LongStream.rangeClosed(1, 1000).boxed().toArray(Long[]::new);
    assertEquals(0, directory.get(ids(most)).getUsersCount());
    var tooMany = LongStream.rangeClosed(1, 1001).boxed().toArray(Long[]::new);
    for (var refused : List.of(ids(), ids(tooMany))) {
      var failure = assertThrows(StatusRuntimeException.class, () -> directory.get(refused));
      assertEquals(Status.Code.INVALID_ARGUMENT, failure.getStatus().getCode());
    }
  }

  @Test
  void answersServicesOnly() {
    var stranger = directory("a wrong secret of some length");
    var failure = assertThrows(StatusRuntimeException.class, () -> stranger.get(ids(1L)));
    assertEquals(Status.Code.UNAUTHENTICATED, failure.getStatus().getCode());
  }

  private static void put(Login who, Login whom, String type) {
    who.request()
        .contentType(ContentType.JSON)
        .body(Map.of("type", type))
        .put("/api/users/@me/relationships/" + whom.userId())
        .then()
        .statusCode(200);
  }

  private static UserPair pair(Login user, Login other) {
    return UserPair.newBuilder().setUserId(user.userId()).setOtherId(other.userId()).build();
  }

  @Test
  void tellsHowUsersStandToEachOther() {
    var ann = Login.register();
    var ben = Login.register();
    var cid = Login.register();
    put(ann, ben, "friend");
    put(ben, ann, "friend");
    put(cid, ann, "block");
    ben.request()
        .contentType(ContentType.JSON)
        .body(Map.of("direct_messages_from", "server_members"))
        .patch("/api/users/@me");
    var pairs = List.of(pair(ann, ben), pair(ann, cid), pair(cid, ann), pair(ben, cid));
    var relations =
        directory(AuthPlatform.INTERNAL_SECRET)
            .relations(RelationsRequest.newBuilder().addAllPairs(pairs).build())
            .getRelationsList();
    assertEquals(
        List.of(true, false, false, false), relations.stream().map(Relation::getFriends).toList());
    assertEquals(
        List.of(false, true, true, false), relations.stream().map(Relation::getBlocked).toList());
    assertEquals("server_members", relations.getFirst().getDirectMessagesFrom());
    assertEquals("everyone", relations.getLast().getDirectMessagesFrom());
  }

  @Test
  void tellsAUsersClientWhatItBeginsWith() {
    var ann = Login.register();
    var ben = Login.register();
    put(ann, ben, "friend");
    var directory = directory(AuthPlatform.INTERNAL_SECRET);
    var own = directory.own(OwnRequest.newBuilder().setUserId(ann.userId()).build());
    assertEquals(ann.username(), own.getUser().getUsername());
    assertEquals(2, own.getRevision());
    assertEquals("outgoing", own.getRelationships(0).getType());
    assertEquals(ben.username(), own.getRelationships(0).getUser().getUsername());
    var nobody = OwnRequest.newBuilder().setUserId(1).build();
    var failure = assertThrows(StatusRuntimeException.class, () -> directory.own(nobody));
    assertEquals(Status.Code.NOT_FOUND, failure.getStatus().getCode());
  }
}
