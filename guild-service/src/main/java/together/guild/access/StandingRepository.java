package together.guild.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import together.guild.database.Sql;
import together.guild.state.Guild;
import together.guild.state.Member;

/** Rows of guilds with a user's membership beside each, from one statement. */
@ApplicationScoped
public class StandingRepository {
  /** Rows of one moment; the member is null for a stranger. */
  public record Rows(StandingKey key, Guild guild, @Nullable Member member) {}

  private static final String MEMBER =
      "m.guild_id, m.nick, m.roles, m.joined_at, m.communication_disabled_until";

  private final Sql sql;

  public StandingRepository(Sql sql) {
    this.sql = sql;
  }

  /** Guilds that do not exist are left out. */
  public List<Rows> find(Collection<StandingKey> keys) {
    return sql.list(
        "SELECT q.user_id, "
            + Guild.COLUMNS
            + ", "
            + MEMBER
            + " FROM unnest(?, ?) AS q (guild_id, user_id)"
            + " JOIN guilds g ON g.id = q.guild_id AND g.deleted_at IS NULL"
            + " LEFT JOIN members m ON m.guild_id = q.guild_id AND m.user_id = q.user_id",
        StandingRepository::read,
        keys.stream().map(StandingKey::guildId).toList(),
        keys.stream().map(StandingKey::userId).toList());
  }

  /** All guilds of a user, by id, from the one after {@code after} on. */
  public List<Rows> ofUser(long userId, long after, int limit) {
    return sql.list(
        "SELECT m.user_id, "
            + Guild.COLUMNS
            + ", "
            + MEMBER
            + " FROM members m JOIN guilds g ON g.id = m.guild_id AND g.deleted_at IS NULL"
            + " WHERE m.user_id = ? AND m.guild_id > ? ORDER BY m.guild_id LIMIT ?",
        StandingRepository::read,
        userId,
        after,
        limit);
  }

  private static Rows read(ResultSet row) throws SQLException {
    var guild = Guild.read(row);
    var key = new StandingKey(guild.id(), row.getLong("user_id"));
    row.getLong("guild_id");
    return new Rows(key, guild, row.wasNull() ? null : Member.read(row));
  }
}
