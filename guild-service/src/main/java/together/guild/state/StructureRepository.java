package together.guild.state;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import together.guild.database.Sql;
import together.permission.Overwrite;

/** Reads whole structures, in four statements however many guilds are asked for. */
@ApplicationScoped
public class StructureRepository {
  private record ChannelOverwrite(long channelId, Overwrite overwrite) {}

  private final Sql sql;

  public StructureRepository(Sql sql) {
    this.sql = sql;
  }

  /** Within a snapshot, or under the guilds' row locks; the rows give the revisions. */
  public List<Structure> load(Collection<Guild> guilds) {
    var ids = guilds.stream().map(Guild::id).toList();
    var roles =
        grouped(
            sql.list("SELECT * FROM roles WHERE guild_id = ANY (?)", Role::read, ids),
            Role::guildId);
    var overwrites = overwrites(ids);
    var channels =
        grouped(
            sql.list(
                "SELECT * FROM channels WHERE guild_id = ANY (?)",
                row -> {
                  var channel = Channel.read(row);
                  return channel.withOverwrites(overwrites.getOrDefault(channel.id(), List.of()));
                },
                ids),
            Channel::guildId);
    var emojis =
        grouped(
            sql.list(
                "SELECT " + Emoji.COLUMNS + " FROM emojis WHERE guild_id = ANY (?)",
                Emoji::read,
                ids),
            Emoji::guildId);
    return guilds.stream()
        .map(guild ->
            Structure.of(
                guild.id(),
                guild.structureRevision(),
                roles.getOrDefault(guild.id(), List.of()),
                channels.getOrDefault(guild.id(), List.of()),
                emojis.getOrDefault(guild.id(), List.of())))
        .toList();
  }

  private Map<Long, List<Overwrite>> overwrites(List<Long> guildIds) {
    var byChannel = new HashMap<Long, List<Overwrite>>();
    for (var row :
        sql.list(
            "SELECT channel_id, target_id, type, allow, deny FROM overrides"
                + " WHERE guild_id = ANY (?) ORDER BY target_id",
            row ->
                new ChannelOverwrite(
                    row.getLong("channel_id"),
                    new Overwrite(
                        row.getLong("target_id"),
                        Overwrite.Target.of(row.getInt("type")),
                        row.getLong("allow"),
                        row.getLong("deny"))),
            guildIds)) {
      byChannel.computeIfAbsent(row.channelId(), id -> new ArrayList<>()).add(row.overwrite());
    }
    return byChannel;
  }

  private static <T> Map<Long, List<T>> grouped(List<T> rows, ToLongFunction<T> guildId) {
    return rows.stream().collect(Collectors.groupingBy(row -> guildId.applyAsLong(row)));
  }
}
