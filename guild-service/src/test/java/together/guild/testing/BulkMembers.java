package together.guild.testing;

import together.guild.database.Sql;

/** Makes a server large, in the database, without an event for each member. */
public final class BulkMembers {
  private BulkMembers() {}

  /** Members with consecutive user ids, each found by the name {@code member-<id>}. */
  public static void add(Sql sql, long guildId, long firstUserId, long count) {
    sql.update(
        "INSERT INTO members (guild_id, user_id, roles, joined_at, temporary, named)"
            + " SELECT ?, id, '{}', now(), false, true FROM generate_series(?, ?) AS id",
        guildId,
        firstUserId,
        firstUserId + count - 1);
    sql.update(
        "INSERT INTO member_names (guild_id, user_id, kind, name)"
            + " SELECT ?, id, 0, 'member-' || id FROM generate_series(?, ?) AS id",
        guildId,
        firstUserId,
        firstUserId + count - 1);
    sql.update("UPDATE guilds SET member_count = member_count + ? WHERE id = ?", count, guildId);
  }
}
