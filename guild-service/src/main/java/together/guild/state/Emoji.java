package together.guild.state;

import java.sql.ResultSet;
import java.sql.SQLException;

/** A guild's emoji without its image, whose address is its id. */
public record Emoji(long guildId, long id, String name) {
  /** What {@link #read} needs. */
  public static final String COLUMNS = "guild_id, id, name";

  public static Emoji read(ResultSet row) throws SQLException {
    return new Emoji(row.getLong("guild_id"), row.getLong("id"), row.getString("name"));
  }
}
