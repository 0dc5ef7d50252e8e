package together.guild.role;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import together.guild.GuildProblem;
import together.guild.audit.AuditAction;
import together.guild.change.GuildChange;
import together.guild.change.GuildChanges;
import together.guild.state.Role;
import together.permission.Permission;
import together.platform.problem.ProblemException;

/** Putting roles into another order, in one transaction. */
@ApplicationScoped
public class RoleReorder {
  private final RoleRepository roles;
  private final GuildChanges changes;

  RoleReorder(RoleRepository roles, GuildChanges changes) {
    this.roles = roles;
    this.changes = changes;
  }

  /**
   * Needs MANAGE_ROLES; whatever ranks at or above the caller stays where it is. The roles, lowest
   * first.
   */
  public List<RoleView> reorder(long guildId, long userId, List<@Nullable RolePosition> positions) {
    return changes.byMember(
        guildId,
        userId,
        change -> {
          var standing = change.standing();
          standing.require(Permission.MANAGE_ROLES);
          var after = RoleOrder.after(standing.structure(), positions);
          if (!RoleOrder.leavesHigherOnes(standing.structure(), after, standing.rank())) {
            throw new ProblemException(
                GuildProblem.OUTRANKED, "your highest role must be above all that move");
          }
          after.forEach(role -> store(change, role));
          return views(standing.role(guildId), after);
        });
  }

  private void store(GuildChange change, Role after) {
    var before = change.standing().role(after.id());
    if (!after.equals(before)) {
      roles.update(after);
      change.tellStructure(RoleEvents.updated(after));
      change.audit(
          AuditAction.ROLE_UPDATE, after.id(), RoleEvents.proto(before), RoleEvents.proto(after));
    }
  }

  private static List<RoleView> views(Role everyone, List<Role> others) {
    return Stream.concat(Stream.of(everyone), others.stream()).map(RoleView::of).toList();
  }
}
