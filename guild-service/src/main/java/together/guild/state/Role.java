package together.guild.state;

import java.sql.ResultSet;
import java.sql.SQLException;
import together.permission.Rank;

/** A role's row. The {@code @everyone} role has its guild's id and position 0. */
public record Role(
    long guildId,
    long id,
    String name,
    int color,
    boolean hoist,
    boolean mentionable,
    int position,
    long permissions) {
  public static Role read(ResultSet row) throws SQLException {
    return new Role(
        row.getLong("guild_id"),
        row.getLong("id"),
        row.getString("name"),
        row.getInt("color"),
        row.getBoolean("hoist"),
        row.getBoolean("mentionable"),
        row.getInt("position"),
        row.getLong("permissions"));
  }

  public static Role everyone(long guildId, long permissions) {
    return new Role(guildId, guildId, "@everyone", 0, false, false, 0, permissions);
  }

  public Role at(int newPosition) {
    return new Role(guildId, id, name, color, hoist, mentionable, newPosition, permissions);
  }

  public boolean isEveryone() {
    return id == guildId;
  }

  public Rank rank() {
    return new Rank(position, id);
  }
}
