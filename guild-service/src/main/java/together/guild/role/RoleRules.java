package together.guild.role;

import together.guild.request.PermissionRule;
import together.guild.state.Role;
import together.platform.problem.ProblemException;
import together.platform.request.NumberRule;
import together.platform.request.TextRule;

/** What a role's fields may hold, and the role a request asks for. */
final class RoleRules {
  private static final TextRule NAME = new TextRule("name", 1, 100);
  private static final NumberRule COLOR = new NumberRule("color", 0, 0xFFFFFF);
  private static final PermissionRule PERMISSIONS = new PermissionRule("permissions");

  /** Above {@code @everyone}; being the newest there, below every other role. */
  private static final int FIRST_POSITION = 1;

  private RoleRules() {}

  static Role created(CreateRoleRequest request, long guildId, long id, long defaultPermissions) {
    return new Role(
        guildId,
        id,
        request.name() == null ? "new role" : NAME.check(request.name()),
        COLOR.check(request.color(), 0),
        Boolean.TRUE.equals(request.hoist()),
        Boolean.TRUE.equals(request.mentionable()),
        FIRST_POSITION,
        PERMISSIONS.check(request.permissions(), defaultPermissions));
  }

  static Role updated(UpdateRoleRequest request, Role role) {
    var name = request.name().apply(role.name(), NAME::check);
    if (role.isEveryone() && !name.equals(role.name())) {
      throw ProblemException.invalid("name", "PERMANENT", "@everyone keeps its name");
    }
    return new Role(
        role.guildId(),
        role.id(),
        name,
        request.color().apply(role.color(), color -> COLOR.check(color, 0)),
        request.hoist().apply(role.hoist(), Boolean.TRUE::equals),
        request.mentionable().apply(role.mentionable(), Boolean.TRUE::equals),
        role.position(),
        request
            .permissions()
            .apply(role.permissions(), permissions -> PERMISSIONS.check(permissions, 0)));
  }
}
