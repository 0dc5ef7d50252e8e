package together.auth.export;

import java.util.List;

/**
 * A file of an export that auth-service's own tables make.
 *
 * @param sql asks for the user; a row is a JSON object
 */
record OwnFile(String name, String sql) {
  static final List<OwnFile> ALL =
      List.of(
          new OwnFile(
              "account.json",
              "SELECT json_build_object('id', id::text, 'username', username, 'global_name',"
                  + " global_name, 'avatar', avatar, 'bot', bot, 'email', email, 'pending_email',"
                  + " pending_email, 'direct_messages_from', lower(direct_messages_from),"
                  + " 'status', lower(status), 'custom_status', custom_text, 'custom_emoji', custom_emoji,"
                  + " 'second_factor', EXISTS (SELECT FROM totp WHERE user_id = users.id"
                  + " AND confirmed_at IS NOT NULL), 'created_at', "
                  + moment("created_at")
                  + ", 'deletion_at', "
                  + moment("deletion_at")
                  + ")::text FROM users WHERE id = ?"),
          new OwnFile(
              "sessions.jsonl",
              "SELECT json_build_object('id', id::text, 'device', device, 'address', address,"
                  + " 'created_at', "
                  + moment("created_at")
                  + ", 'last_used_at', "
                  + moment("last_used_at")
                  + ", 'revoked_at', "
                  + moment("revoked_at")
                  + ")::text FROM sessions WHERE user_id = ? ORDER BY id"),
          new OwnFile(
              "security_events.jsonl",
              "SELECT json_build_object('id', id::text, 'type', type, 'session_id',"
                  + " session_id::text, 'device', device, 'address', address, 'at', "
                  + moment("at")
                  + ")::text FROM security_events WHERE user_id = ? ORDER BY id"),
          new OwnFile(
              "relationships.jsonl",
              "SELECT json_build_object('user_id', other_id::text, 'username', username, 'type',"
                  + " lower(type), 'since', "
                  + moment("since")
                  + ")::text FROM relationships JOIN users ON users.id = other_id"
                  + " WHERE user_id = ? ORDER BY other_id"),
          new OwnFile(
              "mails.jsonl",
              "SELECT json_build_object('kind', lower(kind), 'address', address, 'detail', detail,"
                  + " 'created_at', "
                  + moment("mails.created_at")
                  + ", 'sent_at', "
                  + moment("sent_at")
                  + ")::text FROM mails WHERE user_id = ? ORDER BY id"));

  private static String moment(String column) {
    return "to_char(" + column + " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";
  }
}
