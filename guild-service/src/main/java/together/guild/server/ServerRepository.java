package together.guild.server;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import together.guild.database.Sql;
import together.guild.state.Guild;

/** Rows of guilds. Changes are made under the row's lock. */
@ApplicationScoped
public class ServerRepository {
  private final Sql sql;

  public ServerRepository(Sql sql) {
    this.sql = sql;
  }

  /** A guild that nobody is in yet. */
  void insert(Guild guild, Instant now) {
    sql.update(
        "INSERT INTO guilds (id, name, description, owner_id, member_count, revision,"
            + " structure_revision, created_at) VALUES (?, ?, ?, ?, 0, ?, ?, ?)",
        guild.id(),
        guild.name(),
        guild.description(),
        guild.ownerId(),
        guild.revision(),
        guild.structureRevision(),
        now);
  }

  void update(Guild guild) {
    sql.update(
        "UPDATE guilds SET name = ?, description = ?, owner_id = ?, open_to_join = ? WHERE id = ?",
        guild.name(),
        guild.description(),
        guild.ownerId(),
        guild.openToJoin(),
        guild.id());
  }

  /** Takes everything of the guild away but its row, which keeps its sequence. */
  void delete(long guildId, Instant now) {
    for (var table :
        new String[] {
          "invites",
          "bans",
          "members",
          "member_names",
          "overrides",
          "channels",
          "roles",
          "icons",
          "emojis"
        }) {
      sql.update("DELETE FROM " + table + " WHERE guild_id = ?", guildId);
    }
    sql.update("UPDATE guilds SET deleted_at = ?, member_count = 0 WHERE id = ?", now, guildId);
  }
}
