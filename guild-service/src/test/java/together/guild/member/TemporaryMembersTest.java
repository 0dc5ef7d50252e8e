package together.guild.member;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.guild.testing.GuildPlatform;
import together.guild.testing.TestUser;
import together.permission.Permission;
import together.proto.EndTemporaryRequest;
import together.proto.ListTemporaryRequest;
import together.proto.TemporaryMembership;
import together.proto.TemporaryMembershipsGrpc.TemporaryMembershipsBlockingStub;

/** Memberships that end with the last session, as the gateway has them ended. */
@QuarkusTest
@WithTestResource(GuildPlatform.class)
class TemporaryMembersTest {
  private static final String MEMBER = "/api/servers/{id}/members/{user_id}";

  @GrpcClient("guild")
  TemporaryMembershipsBlockingStub memberships;

  private final TestUser owner = TestUser.create();
  private String guild = "";

  @BeforeEach
  void createServer() {
    guild = owner.createServer();
  }

  /** Somebody new who joins by a temporary invite. */
  private TestUser visitor() {
    String code =
        owner
            .post(Map.of("temporary", true), "/api/servers/{id}/invites", guild)
            .then()
            .statusCode(201)
            .extract()
            .path("code");
    var visitor = TestUser.create();
    visitor.post("/api/invites/{code}", code).then().statusCode(200);
    return visitor;
  }

  private TemporaryMembership of(TestUser user) {
    return TemporaryMembership.newBuilder()
        .setGuildId(Long.parseLong(guild))
        .setUserId(user.id())
        .build();
  }

  private int end(TemporaryMembership... ending) {
    return memberships
        .end(EndTemporaryRequest.newBuilder().addAllMemberships(List.of(ending)).build())
        .getEnded();
  }

  private List<TemporaryMembership> all(int pageSize) {
    var all = new ArrayList<TemporaryMembership>();
    var request = ListTemporaryRequest.newBuilder().setLimit(pageSize);
    while (true) {
      var page = memberships.list(request.build()).getMembershipsList();
      if (page.isEmpty()) {
        return all;
      }
      all.addAll(page);
      request.setAfter(page.getLast());
    }
  }

  @Test
  void aTemporaryMembershipIsListedAndEndsOnce() {
    var visitor = visitor();
    var other = visitor();
    var guest = owner.guest(guild);
    var listed = all(1);
    assertTrue(listed.containsAll(List.of(of(visitor), of(other))));
    assertFalse(listed.contains(of(guest)));
    assertEquals(1, end(of(visitor), of(guest), of(owner)));
    visitor.get("/api/servers/{id}", guild).then().statusCode(404);
    owner.get("/api/servers/{id}", guild).then().body("member_count", equalTo(3));
    assertEquals(0, end(of(visitor)));
    assertEquals(0, end(of(TestUser.create())));
    assertFalse(all(1000).contains(of(visitor)));
    owner
        .get("/api/servers/{id}/audit-log?action_type=20", guild)
        .then()
        .body("entries.size()", equalTo(0));
  }

  @Test
  void aRoleMakesItPermanentEvenWhenItIsTakenAgain() {
    var visitor = visitor();
    owner.give(guild, visitor);
    assertTrue(all(1000).contains(of(visitor)));
    owner.give(guild, visitor, owner.role(guild, Permission.SPEAK));
    owner.give(guild, visitor);
    assertFalse(all(1000).contains(of(visitor)));
    assertEquals(0, end(of(visitor)));
    visitor.get("/api/servers/{id}", guild).then().statusCode(200);
  }

  @Test
  void anOwnerStays() {
    var visitor = visitor();
    owner
        .post(Map.of("user_id", Long.toString(visitor.id())), "/api/servers/{id}/owner", guild)
        .then()
        .statusCode(200);
    assertEquals(0, end(of(visitor)));
    visitor.get(MEMBER, guild, visitor.id()).then().statusCode(200);
  }

  @Test
  void aDeletedServerHasNone() {
    var visitor = visitor();
    owner.delete("/api/servers/{id}", guild).then().statusCode(204);
    assertEquals(0, end(of(visitor)));
  }

  @Test
  void refusesTooManyAtOnce() {
    var request = ListTemporaryRequest.newBuilder().setLimit(1001).build();
    var refusal = assertThrows(StatusRuntimeException.class, () -> memberships.list(request));
    assertEquals(Status.Code.INVALID_ARGUMENT, refusal.getStatus().getCode());
  }
}
