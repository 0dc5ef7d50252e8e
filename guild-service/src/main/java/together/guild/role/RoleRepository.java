package together.guild.role;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import together.guild.database.Sql;
import together.guild.state.Role;

/** Rows of roles. Changes are made under the guild's row lock; reading is by structure. */
@ApplicationScoped
public class RoleRepository {
  private final Sql sql;

  public RoleRepository(Sql sql) {
    this.sql = sql;
  }

  Optional<Long> findGuild(long roleId) {
    return sql.first(
        "SELECT guild_id FROM roles WHERE id = ?", row -> row.getLong("guild_id"), roleId);
  }

  public void insert(Role role) {
    sql.update(
        "INSERT INTO roles (name, color, hoist, mentionable, position, permissions, guild_id, id)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        values(role));
  }

  void update(Role role) {
    sql.update(
        "UPDATE roles SET name = ?, color = ?, hoist = ?, mentionable = ?, position = ?,"
            + " permissions = ? WHERE guild_id = ? AND id = ?",
        values(role));
  }

  /** The role and its overrides; members' references to it mean nothing from then on. */
  void delete(Role role) {
    sql.update(
        "DELETE FROM overrides WHERE guild_id = ? AND target_id = ?", role.guildId(), role.id());
    sql.update("DELETE FROM roles WHERE guild_id = ? AND id = ?", role.guildId(), role.id());
  }

  private static Object[] values(Role role) {
    return new Object[] {
      role.name(),
      role.color(),
      role.hoist(),
      role.mentionable(),
      role.position(),
      role.permissions(),
      role.guildId(),
      role.id()
    };
  }
}
