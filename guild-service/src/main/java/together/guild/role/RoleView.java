package together.guild.role;

import together.guild.state.Role;

/**
 * A role as REST and events show it.
 *
 * @param color 0xRRGGBB, 0 is none
 * @param permissions bits, see Permission
 */
public record RoleView(
    long id,
    String name,
    int color,
    boolean hoist,
    boolean mentionable,
    int position,
    long permissions) {
  public static RoleView of(Role role) {
    return new RoleView(
        role.id(),
        role.name(),
        role.color(),
        role.hoist(),
        role.mentionable(),
        role.position(),
        role.permissions());
  }
}
