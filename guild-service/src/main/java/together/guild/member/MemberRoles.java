package together.guild.member;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import together.guild.access.Standing;
import together.guild.audit.AuditAction;
import together.guild.change.GuildChanges;
import together.guild.directory.Users;
import together.guild.state.Member;
import together.guild.state.Structure;
import together.permission.Permission;
import together.platform.problem.ProblemException;

/** Giving roles to members and taking them. */
@ApplicationScoped
public class MemberRoles {
  private final MemberRepository members;
  private final MemberService reader;
  private final GuildChanges changes;
  private final Users users;

  MemberRoles(MemberRepository members, MemberService reader, GuildChanges changes, Users users) {
    this.members = members;
    this.reader = reader;
    this.changes = changes;
    this.users = users;
  }

  /**
   * Replaces a member's roles. Needs MANAGE_ROLES and a rank above the member (unless it is
   * oneself), and above each role given or taken; what a role given may do, the giver may too.
   */
  public MemberView replace(long guildId, long callerId, long userId, MemberRolesRequest request) {
    var user = users.get(userId);
    return changes.byMember(
        guildId,
        callerId,
        change -> {
          var standing = change.standing();
          standing.require(Permission.MANAGE_ROLES);
          var member = reader.require(guildId, userId);
          if (userId != callerId) {
            standing.requireAbove(standing.rank(member));
          }
          var after = member.withRoles(wanted(request, standing.structure()));
          requireAllowed(standing, member, after);
          var before = MemberEvents.proto(member, user, standing.structure());
          var now = MemberEvents.proto(after, user, standing.structure());
          if (!Set.copyOf(now.getRolesList()).equals(Set.copyOf(before.getRolesList()))) {
            members.updateRoles(after);
            change.tell(MemberEvents.updated(after, user, standing.structure()));
            change.audit(AuditAction.MEMBER_ROLE_UPDATE, userId, before, now);
          }
          return MemberView.of(after, user, standing.structure());
        });
  }

  private static List<Long> wanted(MemberRolesRequest request, Structure structure) {
    var roles = request.roles();
    if (roles == null || roles.stream().anyMatch(Objects::isNull)) {
      throw ProblemException.invalid("roles", "NOT_NULL", "must be a list of role ids");
    }
    var wanted = List.copyOf(new TreeSet<>(roles));
    if (!structure.known(wanted).equals(wanted)) {
      throw ProblemException.invalid(
          "roles", "UNKNOWN_ROLE", "names a role that this server does not have, or @everyone");
    }
    return wanted;
  }

  private static void requireAllowed(Standing standing, Member before, Member after) {
    var old = standing.structure().known(before.roles());
    for (long id : after.roles()) {
      if (!old.contains(id)) {
        standing.requireAbove(standing.role(id).rank());
        standing.requireGrantable(standing.permissions(), 0, standing.role(id).permissions());
      }
    }
    for (long id : old) {
      if (!after.roles().contains(id)) {
        standing.requireAbove(standing.role(id).rank());
      }
    }
  }
}
