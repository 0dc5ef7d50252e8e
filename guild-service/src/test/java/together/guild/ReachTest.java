package together.guild;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.guild.authority.Authority;
import together.guild.authority.MemberReads;
import together.guild.authority.Sessions;
import together.guild.database.Sql;
import together.guild.invite.JoinService;
import together.guild.member.MemberRoles;
import together.guild.member.MemberRolesRequest;
import together.guild.member.MemberService;
import together.guild.member.ProfileChanges;
import together.guild.role.RoleService;
import together.guild.role.UpdateRoleRequest;
import together.guild.testing.BulkMembers;
import together.guild.testing.GuildPlatform;
import together.guild.testing.TestUser;
import together.guild.testing.Touched;
import together.permission.Permission;
import together.platform.request.IdPage;
import together.platform.request.Patch;
import together.proto.AuthorizeQuery;
import together.proto.SessionRequest;
import together.proto.User;

/**
 * What one does in a large server costs what it costs in a small one, counted in rows and blocks of
 * the database. {@code make bench PHASES=reach} has the times, at 100,000 members.
 */
@QuarkusTest
@WithTestResource(GuildPlatform.class)
class ReachTest {
  private static final int SMALL = 100;
  private static final int LARGE = 10_000;
  private static final double MOST = 1.5;
  private static final int RUNS = 5;
  private static final int PAGE = 50;

  /** Members of which presence knows all, as the gateway asks for READY. */
  private static final int PRESENT = 250;

  @Inject Sql sql;
  @Inject JoinService joining;
  @Inject MemberService members;
  @Inject MemberRoles memberRoles;
  @Inject RoleService roles;
  @Inject ProfileChanges profiles;
  @Inject Sessions sessions;
  @Inject MemberReads reads;
  @Inject Authority authority;

  private Populated small;
  private Populated large;

  /**
   * A server of many.
   *
   * @param someone a member amid the others, who has no role
   */
  private record Populated(
      long guild, TestUser owner, String invite, long role, long channel, long someone) {}

  @BeforeEach
  void populate() {
    small = populated(SMALL);
    large = populated(LARGE);
    sql.update("ANALYZE members");
    sql.update("ANALYZE member_names");
  }

  private Populated populated(int size) {
    var owner = TestUser.create();
    var guild = owner.createServer();
    var role = owner.role(guild, Permission.SEND_MESSAGES);
    var channel = owner.get("/api/servers/{id}", guild).<String>path("channels[0].id");
    // Far from those of the tests' other users.
    long first = owner.id() << 24;
    BulkMembers.add(sql, Long.parseLong(guild), first, size - 1L);
    return new Populated(
        Long.parseLong(guild),
        owner,
        owner.invite(guild),
        Long.parseLong(role),
        Long.parseLong(channel),
        first + size / 2);
  }

  /** What is done to a server. */
  private interface Operation {
    void on(Populated server);
  }

  private Touched cost(Operation operation, Populated server) {
    // Structures and profiles come into memory.
    var _ = Touched.by(sql, () -> operation.on(server));
    return Stream.generate(() -> Touched.by(sql, () -> operation.on(server)))
        .limit(RUNS)
        .reduce(Touched::least)
        .orElseThrow();
  }

  private void costsTheSame(Operation operation) {
    var few = cost(operation, small);
    var many = cost(operation, large);
    assertTrue(few.rows() > 0, "nothing was counted");
    assertTrue(
        many.rows() <= MOST * few.rows() && many.blocks() <= MOST * few.blocks(),
        () -> "of %d members %s, of %d %s".formatted(SMALL, few, LARGE, many));
    assertEquals(few.events(), many.events());
  }

  @Test
  void readingAllMembersWouldBeNoticed() {
    Operation readsAll =
        server -> {
          var _ =
              sql.list(
                  "SELECT user_id FROM members WHERE guild_id = ?",
                  row -> row.getLong("user_id"),
                  server.guild());
        };
    assertTrue(cost(readsAll, large).rows() > MOST * cost(readsAll, small).rows());
    assertTrue(cost(readsAll, large).blocks() > MOST * cost(readsAll, small).blocks());
  }

  @Test
  void joining() {
    costsTheSame(server -> {
      var view = joining.join(server.invite(), TestUser.create().id());
      assertEquals(server.guild(), view.id());
    });
  }

  @Test
  void kicking() {
    costsTheSame(server -> members.kick(server.guild(), server.owner().id(), server.someone()));
  }

  @Test
  void givingAMemberARole() {
    costsTheSame(server -> {
      var _ =
          memberRoles.replace(
              server.guild(),
              server.owner().id(),
              server.someone(),
              new MemberRolesRequest(List.of(server.role())));
    });
  }

  @Test
  void changingTheRoleOfAllWhichIsOneEvent() {
    Operation change =
        server -> {
          var _ =
              roles.update(
                  server.guild(),
                  server.owner().id(),
                  new UpdateRoleRequest(
                      new Patch.Absent<>(),
                      new Patch.Absent<>(),
                      new Patch.Absent<>(),
                      new Patch.Absent<>(),
                      new Patch.Given<>(Permission.SEND_MESSAGES.bit())));
        };
    costsTheSame(change);
    // The role's, and the audit log's.
    assertEquals(2, cost(change, large).events());
  }

  @Test
  void deletingARoleThatManyHave() {
    for (var server : List.of(small, large)) {
      sql.update(
          "UPDATE members SET roles = ? WHERE guild_id = ?",
          List.of(server.role()),
          server.guild());
    }
    costsTheSame(server -> roles.delete(server.role(), server.owner().id()));
  }

  @Test
  void takingAnotherNameWhichIsOneRecordForAllToBeTold() {
    Operation rename =
        server -> {
          var user = User.newBuilder().setId(server.someone()).setUsername("another");
          profiles.take(user.build(), 2);
        };
    costsTheSame(rename);
    assertEquals(1, cost(rename, large).events());
  }

  @Test
  void aPageOfMembers() {
    costsTheSame(server -> {
      var page =
          members.list(
              server.guild(), server.owner().id(), new IdPage(server.someone() - PAGE / 2, PAGE));
      assertEquals(PAGE, page.size());
    });
  }

  @Test
  void searchingMembers() {
    costsTheSame(server -> {
      var found = members.search(server.guild(), server.owner().id(), "MEMBER-", PAGE / 2);
      assertEquals(PAGE / 2, found.size());
    });
  }

  @Test
  void whatReadyNeeds() {
    costsTheSame(server -> {
      var request = SessionRequest.newBuilder().setUserId(server.someone()).build();
      assertEquals(server.guild(), sessions.guilds(request).getFirst().getId());
      assertEquals(1, reads.ids(List.of(server.guild()), PRESENT).size());
    });
  }

  @Test
  void authorizing() {
    costsTheSame(server -> {
      var query =
          AuthorizeQuery.newBuilder()
              .setUserId(server.someone())
              .setChannelId(server.channel())
              .setNeeded(Permission.SEND_MESSAGES.bit())
              .build();
      assertTrue(authority.authorize(List.of(query)).getFirst().getAllowed());
    });
  }
}
