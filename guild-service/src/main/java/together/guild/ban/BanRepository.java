package together.guild.ban;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import together.guild.database.Sql;
import together.platform.request.IdPage;

/** Rows of bans. Changes are made under the guild's row lock. */
@ApplicationScoped
class BanRepository {
  private final Sql sql;

  BanRepository(Sql sql) {
    this.sql = sql;
  }

  /** By user id. */
  List<Ban> page(long guildId, IdPage page) {
    return sql.list(
        "SELECT * FROM bans WHERE guild_id = ? AND user_id > ? ORDER BY user_id LIMIT ?",
        Ban::read,
        guildId,
        page.after(),
        page.limit());
  }

  Optional<Ban> find(long guildId, long userId) {
    return sql.first(
        "SELECT * FROM bans WHERE guild_id = ? AND user_id = ?", Ban::read, guildId, userId);
  }

  /** False when the user is banned already. */
  boolean insert(long guildId, Ban ban, long actorId, Instant now) {
    return sql.update(
            "INSERT INTO bans (guild_id, user_id, actor_id, reason, created_at)"
                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            guildId,
            ban.userId(),
            actorId,
            ban.reason(),
            now)
        > 0;
  }

  boolean delete(long guildId, long userId) {
    return sql.update("DELETE FROM bans WHERE guild_id = ? AND user_id = ?", guildId, userId) > 0;
  }
}
