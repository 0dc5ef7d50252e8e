package together.guild.personal;

import java.util.List;

/**
 * One kind of what is held on a user, as rows of {@code id} and {@code line}, a JSON object.
 *
 * @param file of the export that it is in
 * @param page rows a page: what they are at most fits into an answer
 * @param sql asks for the user, for rows after an id, and for so many at most
 */
record Section(String file, int page, String sql) {
  /** All there are, in their order. */
  static final List<Section> ALL =
      List.of(
          new Section(
              "servers.jsonl",
              50,
              "SELECT m.guild_id AS id, json_build_object('guild_id', m.guild_id::text, 'name', g.name,"
                  + " 'owner', g.owner_id = m.user_id, 'nick', m.nick, 'joined_at', "
                  + moment("m.joined_at")
                  + ", 'communication_disabled_until', "
                  + moment("m.communication_disabled_until")
                  + ", 'temporary', m.temporary, 'roles', (SELECT coalesce(json_agg("
                  + "json_build_object('id', r.id::text, 'name', r.name) ORDER BY r.id), '[]')"
                  + " FROM roles r WHERE r.guild_id = m.guild_id AND r.id = ANY (m.roles)))::text AS line"
                  + " FROM members m JOIN guilds g ON g.id = m.guild_id"
                  + " WHERE m.user_id = ? AND m.guild_id > ? ORDER BY m.guild_id LIMIT ?"),
          new Section(
              "private_channels.jsonl",
              100,
              "SELECT c.id, json_build_object('channel_id', c.id::text, 'type', c.type, 'name', c.name,"
                  + " 'owner', coalesce(c.owner_id = own.user_id, false), 'joined_at', "
                  + moment("own.joined_at")
                  + ", 'recipient_ids', (SELECT json_agg(r.user_id::text ORDER BY r.user_id)"
                  + " FROM recipients r WHERE r.channel_id = c.id))::text AS line"
                  + " FROM recipients own JOIN private_channels c ON c.id = own.channel_id"
                  + " WHERE own.user_id = ? AND c.id > ? ORDER BY c.id LIMIT ?"),
          new Section(
              "invites.jsonl",
              10,
              "SELECT own.guild_id AS id, json_build_object('guild_id', own.guild_id::text, 'invites',"
                  + " json_agg(json_build_object('code', i.code, 'channel_id', i.channel_id::text,"
                  + " 'uses', i.uses, 'max_uses', i.max_uses, 'created_at', "
                  + moment("i.created_at")
                  + ", 'expires_at', "
                  + moment("i.expires_at")
                  + ")))::text AS line FROM members own JOIN invites i ON i.guild_id = own.guild_id"
                  + " AND i.inviter_id = own.user_id WHERE own.user_id = ? AND own.guild_id > ?"
                  + " GROUP BY own.guild_id ORDER BY own.guild_id LIMIT ?"),
          new Section(
              "emojis.jsonl",
              100,
              "SELECT e.id, json_build_object('id', e.id::text, 'guild_id', e.guild_id::text, 'name',"
                  + " e.name, 'created_at', "
                  + moment("e.created_at")
                  + ")::text AS line FROM members own JOIN emojis e ON e.guild_id = own.guild_id"
                  + " AND e.creator_id = own.user_id"
                  + " WHERE own.user_id = ? AND e.id > ? ORDER BY e.id LIMIT ?"),
          // Not why: that is what others have said among themselves.
          new Section(
              "bans.jsonl",
              100,
              "SELECT guild_id AS id, json_build_object('guild_id', guild_id::text, 'created_at', "
                  + moment("created_at")
                  + ")::text AS line FROM bans"
                  + " WHERE user_id = ? AND guild_id > ? ORDER BY guild_id LIMIT ?"),
          new Section(
              "audit_log.jsonl",
              40,
              "SELECT a.id, json_build_object('id', a.id::text, 'guild_id', a.guild_id::text,"
                  + " 'action_type', a.action, 'target_id', a.target_id::text, 'reason', a.reason,"
                  + " 'changes', a.changes)::text AS line"
                  + " FROM members own JOIN audit_log a ON a.guild_id = own.guild_id"
                  + " AND a.actor_id = own.user_id"
                  + " WHERE own.user_id = ? AND a.id > ? ORDER BY a.id LIMIT ?"));

  private static String moment(String column) {
    return "to_char(" + column + " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";
  }
}
