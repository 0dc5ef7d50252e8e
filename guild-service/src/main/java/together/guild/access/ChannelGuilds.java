package together.guild.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import together.guild.database.Sql;

/**
 * Which guild a channel belongs to. A channel never moves to another guild, so what is known stays
 * true; whether the channel still exists is for the guild's structure to say.
 */
@ApplicationScoped
public class ChannelGuilds {
  private static final int MOST_REMEMBERED = 100_000;

  private record Pair(long channelId, long guildId) {}

  private final Sql sql;
  private final Cache<Long, Long> guilds =
      Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

  public ChannelGuilds(Sql sql) {
    this.sql = sql;
  }

  /** Guild ids by channel id; unknown channels are left out. */
  public Map<Long, Long> find(Collection<Long> channelIds) {
    var found = new HashMap<>(guilds.getAllPresent(channelIds));
    var unknown = channelIds.stream().filter(id -> !found.containsKey(id)).distinct().toList();
    if (!unknown.isEmpty()) {
      for (var pair :
          sql.list(
              "SELECT id, guild_id FROM channels WHERE id = ANY (?)",
              row -> new Pair(row.getLong("id"), row.getLong("guild_id")),
              unknown)) {
        found.put(pair.channelId(), pair.guildId());
        guilds.put(pair.channelId(), pair.guildId());
      }
    }
    return found;
  }
}
