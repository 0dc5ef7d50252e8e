package together.guild.state;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import together.guild.database.Columns;
import together.permission.Overwrite;

/** A guild's channel with its overrides. */
public record Channel(
    long guildId,
    long id,
    int type,
    String name,
    @Nullable String topic,
    int position,
    @Nullable Long parentId,
    int rateLimitPerUser,
    int userLimit,
    List<Overwrite> overwrites) {
  public static final int TEXT = 0;
  public static final int VOICE = 2;
  public static final int CATEGORY = 4;

  /** Without its overrides, which are in a table of their own. */
  public static Channel read(ResultSet row) throws SQLException {
    return new Channel(
        row.getLong("guild_id"),
        row.getLong("id"),
        row.getInt("type"),
        row.getString("name"),
        row.getString("topic"),
        row.getInt("position"),
        Columns.id(row, "parent_id"),
        row.getInt("rate_limit_per_user"),
        row.getInt("user_limit"),
        List.of());
  }

  /** A channel with nothing but a name. */
  public static Channel plain(long guildId, long id, int type, String name, int position) {
    return new Channel(guildId, id, type, name, null, position, null, 0, 0, List.of());
  }

  public Channel withOverwrites(List<Overwrite> all) {
    return new Channel(
        guildId, id, type, name, topic, position, parentId, rateLimitPerUser, userLimit, all);
  }

  /** What it allows and denies to this role or member; null: nothing of its own. */
  public @Nullable Overwrite overwrite(long targetId) {
    return overwrites.stream().filter(one -> one.targetId() == targetId).findFirst().orElse(null);
  }

  public Channel withoutParent() {
    return new Channel(
        guildId, id, type, name, topic, position, null, rateLimitPerUser, userLimit, overwrites);
  }
}
