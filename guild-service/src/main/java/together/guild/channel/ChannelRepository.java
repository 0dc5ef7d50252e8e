package together.guild.channel;

import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;
import together.guild.database.Sql;
import together.guild.state.Channel;
import together.permission.Overwrite;

/** Rows of channels. Changes are made under the guild's row lock; reading is by structure. */
@ApplicationScoped
public class ChannelRepository {
  private final Sql sql;

  public ChannelRepository(Sql sql) {
    this.sql = sql;
  }

  public void insert(Channel channel) {
    sql.update(
        "INSERT INTO channels (type, name, topic, position, parent_id, rate_limit_per_user,"
            + " user_limit, guild_id, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        values(channel));
    channel.overwrites().forEach(overwrite -> put(channel, overwrite));
  }

  void update(Channel channel) {
    sql.update(
        "UPDATE channels SET type = ?, name = ?, topic = ?, position = ?, parent_id = ?,"
            + " rate_limit_per_user = ?, user_limit = ? WHERE guild_id = ? AND id = ?",
        values(channel));
  }

  /** The channel and its overrides. */
  void delete(Channel channel) {
    sql.update(
        "DELETE FROM channels WHERE guild_id = ? AND id = ?", channel.guildId(), channel.id());
  }

  void put(Channel channel, Overwrite overwrite) {
    sql.update(
        "INSERT INTO overrides (guild_id, channel_id, target_id, type, allow, deny)"
            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (guild_id, channel_id, target_id)"
            + " DO UPDATE SET type = excluded.type, allow = excluded.allow, deny = excluded.deny",
        channel.guildId(),
        channel.id(),
        overwrite.targetId(),
        overwrite.target().number(),
        overwrite.allow(),
        overwrite.deny());
  }

  void remove(Channel channel, long targetId) {
    sql.update(
        "DELETE FROM overrides WHERE guild_id = ? AND channel_id = ? AND target_id = ?",
        channel.guildId(),
        channel.id(),
        targetId);
  }

  private static @Nullable Object[] values(Channel channel) {
    return new @Nullable Object[] {
      channel.type(),
      channel.name(),
      channel.topic(),
      channel.position(),
      channel.parentId(),
      channel.rateLimitPerUser(),
      channel.userLimit(),
      channel.guildId(),
      channel.id()
    };
  }
}
