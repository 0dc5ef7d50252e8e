package together.guild.departure;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import together.guild.database.Sql;

/** Where there is something of a user's, some at a time. */
@ApplicationScoped
class Belongings {
  private final Sql sql;

  Belongings(Sql sql) {
    this.sql = sql;
  }

  List<Long> servers(long userId, int limit) {
    return ids("SELECT guild_id AS id FROM members WHERE user_id = ? LIMIT ?", userId, limit);
  }

  /** Group dms; a dm of two stays the other one's, who reads it on. */
  List<Long> groups(long userId, int limit) {
    return ids(
        "SELECT c.id FROM recipients r JOIN private_channels c ON c.id = r.channel_id"
            + " WHERE r.user_id = ? AND c.type = 3 LIMIT ?",
        userId,
        limit);
  }

  /** Servers that keep the user out. */
  List<Long> bans(long userId, int limit) {
    return ids("SELECT guild_id AS id FROM bans WHERE user_id = ? LIMIT ?", userId, limit);
  }

  private List<Long> ids(String query, long userId, int limit) {
    return sql.list(query, row -> row.getLong("id"), userId, limit);
  }
}
