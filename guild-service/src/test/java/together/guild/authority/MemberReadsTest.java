package together.guild.authority;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.guild.testing.GuildPlatform;
import together.guild.testing.TestUser;
import together.proto.GuildAccessGrpc.GuildAccessBlockingStub;
import together.proto.GuildMemberIds;
import together.proto.MemberIdsRequest;
import together.proto.MembersRequest;
import together.proto.MembersResponse;

/** Members over gRPC. */
@QuarkusTest
@WithTestResource(GuildPlatform.class)
class MemberReadsTest {
  @GrpcClient("guild")
  GuildAccessBlockingStub access;

  private final TestUser owner = TestUser.create();
  private String guild = "";
  private List<Long> everyone = List.of();

  @BeforeEach
  void createServer() {
    guild = owner.createServer();
    everyone =
        LongStream.of(
                owner.id(),
                owner.guest(guild).id(),
                owner.guest(guild).id(),
                owner.guest(guild).id())
            .sorted()
            .boxed()
            .toList();
  }

  private long guildId() {
    return Long.parseLong(guild);
  }

  private long revision() {
    return owner.get("/api/servers/{id}", guild).<Integer>path("revision").longValue();
  }

  private List<GuildMemberIds> ids(int most, Long... guilds) {
    return access
        .memberIds(
            MemberIdsRequest.newBuilder()
                .addAllGuildIds(List.of(guilds))
                .setMostMembers(most)
                .build())
        .getGuildsList();
  }

  private MembersResponse page(long after, int limit) {
    return access.members(
        MembersRequest.newBuilder().setGuildId(guildId()).setAfter(after).setLimit(limit).build());
  }

  private static List<Long> ids(MembersResponse response) {
    return response.getMembersList().stream().map(member -> member.getUser().getId()).toList();
  }

  @Test
  void namesTheMembersOfSmallGuildsOnly() {
    var found = ids(4, guildId(), 77L).getFirst();
    assertEquals(everyone, found.getUserIdsList());
    assertEquals(4, found.getMemberCount());
    assertEquals(revision(), found.getRevision());
    var large = ids(3, guildId()).getFirst();
    assertEquals(List.of(), large.getUserIdsList());
    assertEquals(4, large.getMemberCount());
    assertEquals(List.of(), ids(4, 77L));
  }

  @Test
  void pagesThroughAllMembers() {
    var first = page(0, 3);
    assertEquals(everyone.subList(0, 3), ids(first));
    assertEquals(revision(), first.getRevision());
    assertEquals(everyone.subList(3, 4), ids(page(everyone.get(2), 3)));
    assertEquals(List.of(), ids(page(everyone.getLast(), 3)));
  }

  @Test
  void showsNamedMembersAsTheyAre() {
    var role =
        owner
            .post(Map.of("name", "crew", "hoist", true), "/api/servers/{id}/roles", guild)
            .<String>path("id");
    owner
        .put(
            Map.of("roles", List.of(role)),
            "/api/servers/{id}/members/{user}/roles",
            guild,
            owner.id())
        .then()
        .statusCode(200);
    var named =
        access.members(
            MembersRequest.newBuilder()
                .setGuildId(guildId())
                .addUserIds(owner.id())
                .addUserIds(TestUser.create().id())
                .build());
    assertEquals(List.of(owner.id()), ids(named));
    assertEquals(List.of(Long.parseLong(role)), named.getMembers(0).getRolesList());
    assertEquals("user-" + owner.id(), named.getMembers(0).getUser().getUsername());
  }

  @Test
  void aGuildThatIsNotHasNoMembersAndNoRevision() {
    var found = access.members(MembersRequest.newBuilder().setGuildId(77).setLimit(5).build());
    assertEquals(MembersResponse.getDefaultInstance(), found);
  }

  @Test
  void neverAnswersAWholeLargeGuildAtOnce() {
    var refused = assertThrows(StatusRuntimeException.class, () -> page(0, 1_001));
    assertEquals(Status.Code.INVALID_ARGUMENT, refused.getStatus().getCode());
  }
}
