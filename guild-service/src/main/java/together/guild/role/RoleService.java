package together.guild.role;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import together.guild.GuildLimits;
import together.guild.GuildProblem;
import together.guild.access.Standing;
import together.guild.access.Standings;
import together.guild.audit.AuditAction;
import together.guild.change.GuildChanges;
import together.guild.state.Role;
import together.permission.Permission;
import together.platform.id.Ids;
import together.platform.problem.ProblemException;

/** Roles: who has MANAGE_ROLES makes, changes and deletes those below their own. */
@ApplicationScoped
public class RoleService {
  private final RoleRepository roles;
  private final Standings standings;
  private final GuildChanges changes;
  private final GuildLimits limits;
  private final Ids ids;

  RoleService(
      RoleRepository roles,
      Standings standings,
      GuildChanges changes,
      GuildLimits limits,
      Ids ids) {
    this.roles = roles;
    this.standings = standings;
    this.changes = changes;
    this.limits = limits;
    this.ids = ids;
  }

  /** Lowest first. */
  public List<RoleView> list(long guildId, long userId) {
    return standings.member(guildId, userId).structure().roles().values().stream()
        .map(RoleView::of)
        .toList();
  }

  public RoleView create(long guildId, long userId, CreateRoleRequest request) {
    return changes.byMember(
        guildId,
        userId,
        change -> {
          var standing = change.standing();
          standing.require(Permission.MANAGE_ROLES);
          if (standing.structure().roles().size() >= limits.roles()) {
            throw new ProblemException(
                GuildProblem.LIMIT_REACHED, "the server has " + limits.roles() + " roles");
          }
          var role =
              RoleRules.created(request, guildId, ids.next(), standing.role(guildId).permissions());
          standing.requireGrantable(standing.permissions(), 0, role.permissions());
          roles.insert(role);
          change.tellStructure(RoleEvents.created(role));
          change.audit(AuditAction.ROLE_CREATE, role.id(), null, RoleEvents.proto(role));
          return RoleView.of(role);
        });
  }

  public RoleView update(long roleId, long userId, UpdateRoleRequest request) {
    return changes.byMember(
        guildOf(roleId, userId),
        userId,
        change -> {
          var before = editable(change.standing(), roleId);
          var after = RoleRules.updated(request, before);
          change
              .standing()
              .requireGrantable(
                  change.standing().permissions(), before.permissions(), after.permissions());
          if (!after.equals(before)) {
            roles.update(after);
            change.tellStructure(RoleEvents.updated(after));
            change.audit(
                AuditAction.ROLE_UPDATE, roleId, RoleEvents.proto(before), RoleEvents.proto(after));
          }
          return RoleView.of(after);
        });
  }

  /** Its members lose it, channels their overrides for it. */
  public void delete(long roleId, long userId) {
    changes.byMember(
        guildOf(roleId, userId),
        userId,
        change -> {
          var role = editable(change.standing(), roleId);
          if (role.isEveryone()) {
            throw new ProblemException(GuildProblem.PERMANENT_ROLE, "@everyone cannot be deleted");
          }
          roles.delete(role);
          change.tellStructure(RoleEvents.deleted(role));
          change.audit(AuditAction.ROLE_DELETE, roleId, RoleEvents.proto(role), null);
          return roleId;
        });
  }

  private static Role editable(Standing standing, long roleId) {
    var role = standing.role(roleId);
    standing.require(Permission.MANAGE_ROLES);
    standing.requireAbove(role.rank());
    return role;
  }

  /** The role's guild, when the user is in it. */
  private long guildOf(long roleId, long userId) {
    return roles
        .findGuild(roleId)
        .filter(guildId -> standings.isMember(guildId, userId))
        .orElseThrow(() -> Standing.noRole(roleId));
  }
}
