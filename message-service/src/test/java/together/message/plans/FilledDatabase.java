package together.message.plans;

import io.agroal.api.AgroalDataSource;
import java.sql.SQLException;
import java.util.List;

/** A database with 200,000 messages in 400 channels of one server, and what hangs on them. */
final class FilledDatabase {
  static final int MESSAGES = 200_000;
  static final int CHANNELS = 400;

  /** Below all ids of other tests, which begin with the nanoseconds of the machine. */
  static final long GUILD = 1_000;

  private static final long CHANNEL = 2_000;
  private static final long AUTHOR = 10_000;
  private static final String IDS = " FROM generate_series(1, " + MESSAGES + ") AS number";
  private static final String ROW = CHANNEL + " + number % " + CHANNELS;
  private static final String ID = "1000000 + number * 10";

  private static final List<String> FILLING =
      List.of(
          "INSERT INTO messages (channel_id, id, guild_id, author_id, type, content, nonce, reacted,"
              + (" pinned, attached) SELECT " + ROW + ", " + ID + ", " + GUILD + ", " + AUTHOR)
              + " + number % 1000, 0, 'word' || number % 5000 || ' the ' || md5(number::text),"
              + " 'n' || number, number % 10 = 0, number % 20000 < 400,"
              + " number % 5 = 0"
              + IDS,
          "INSERT INTO nonces SELECT channel_id, author_id, nonce, id FROM messages"
              + " WHERE nonce LIKE 'n%' AND guild_id = "
              + GUILD,
          "INSERT INTO channel_heads (channel_id, guild_id, seq, last_message_id, last_mention_id)"
              + " SELECT channel_id, guild_id, count(*), max(id), max(id) FROM messages WHERE guild_id = "
              + (GUILD + " GROUP BY 1, 2"),
          "INSERT INTO channel_heads (channel_id, guild_id, seq, last_message_id)"
              + " SELECT 100000 + number, 0, 1, 5 FROM generate_series(1, 5000) AS number",
          "INSERT INTO mentions SELECT channel_id, author_id + 1, id FROM messages WHERE id % 100 = 0"
              + (" AND guild_id = " + GUILD),
          "INSERT INTO reaction_kinds SELECT channel_id, id, '🎉', 1, 2 FROM messages WHERE reacted"
              + (" AND guild_id = " + GUILD),
          "INSERT INTO reactions SELECT channel_id, id, '🎉', author_id + one FROM messages,"
              + " generate_series(1, 2) AS one WHERE reacted AND guild_id = "
              + GUILD,
          "INSERT INTO attachments (channel_id, id, message_id, uploader_id, filename, content_type,"
              + " size, stored) SELECT channel_id, id + 1, id, author_id, 'a.txt', 'text/plain', 1, true"
              + (" FROM messages WHERE attached AND guild_id = " + GUILD),
          "INSERT INTO upload_totals SELECT 10000 + number, 1 FROM generate_series(1, 5000) AS number",
          "INSERT INTO user_heads SELECT 10000 + number, 1 FROM generate_series(1, 5000) AS number",
          "INSERT INTO notification_settings SELECT 10000 + number / 10, 2000 + number % 400, "
              + GUILD
              + ", 1, false, NULL, false, false FROM generate_series(1, 20000) AS number"
              + " ON CONFLICT DO NOTHING",
          "INSERT INTO pins SELECT channel_id, id, author_id, now() FROM messages WHERE pinned"
              + (" AND guild_id = " + GUILD),
          "INSERT INTO slow_posts SELECT channel_id, author_id, max(id) FROM messages WHERE guild_id = "
              + (GUILD + " GROUP BY 1, 2"),
          "INSERT INTO read_states (user_id, channel_id, last_read_id) SELECT author_id, channel_id,"
              + (" max(id) FROM messages WHERE guild_id = " + GUILD + " GROUP BY 1, 2"),
          "INSERT INTO deletions SELECT 900000 + number, 0, 0, 1, 0, 1, now() + '9 years'"
              + " FROM generate_series(1, 5000) AS number",
          "INSERT INTO search_scopes (scope) SELECT 900000 + number FROM generate_series(1, 5000) AS"
              + " number",
          "INSERT INTO search_changes SELECT 900000 + number % 100, number"
              + " FROM generate_series(1, 5000) AS number");

  private FilledDatabase() {}

  /** Fills it, in the service's own schema. */
  static void fill(AgroalDataSource database) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("SET statement_timeout = 0");
      for (var sql : FILLING) {
        statement.execute(sql);
      }
      statement.execute("RESET statement_timeout");
    }
  }

  /** What the planner has to know, once the search index has caught up too. */
  static void analyze() throws SQLException {
    for (var table : large()) {
      PlanLog.asSuperuser("VACUUM (ANALYZE) " + table);
    }
  }

  /** The tables that grow with what is said, and have been filled. */
  static List<String> large() {
    return List.of(
        "messages",
        "nonces",
        "channel_heads",
        "mentions",
        "reaction_kinds",
        "reactions",
        "pins",
        "slow_posts",
        "read_states",
        "attachments",
        "upload_totals",
        "user_heads",
        "notification_settings",
        "deletions",
        "search_scopes",
        "search_changes",
        "search_parts",
        "search_marks");
  }

  static long channel(int number) {
    return CHANNEL + number;
  }

  /** The id of the newest message but so many of a channel. */
  static long message(int channel, int back) {
    long last = MESSAGES - CHANNELS + channel - (long) back * CHANNELS;
    return 1_000_000 + last * 10;
  }
}
