package together.message.deletion;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a channel owns, read and taken away in parts. */
@ApplicationScoped
class ChannelRemains {
  // A range of the primary key, however few of its messages are the author's: no index is kept for
  // this alone, which every post would have to pay for.
  private static final String SCAN =
      "SELECT id, author_id FROM messages WHERE channel_id = ? AND id > ? AND id <= ?"
          + " ORDER BY id LIMIT ?";
  private static final String NONCES =
      "DELETE FROM nonces WHERE channel_id = ? AND (author_id, nonce) IN"
          + " (SELECT author_id, nonce FROM nonces WHERE channel_id = ? LIMIT ?)";
  private static final String SLOW_POSTS =
      "DELETE FROM slow_posts WHERE channel_id = ? AND author_id IN"
          + " (SELECT author_id FROM slow_posts WHERE channel_id = ? LIMIT ?)";
  private static final String READ_STATES =
      "DELETE FROM read_states WHERE channel_id = ? AND user_id IN"
          + " (SELECT user_id FROM read_states WHERE channel_id = ? LIMIT ?)";
  private static final String SETTINGS =
      "DELETE FROM notification_settings WHERE target_id = ? AND user_id IN"
          + " (SELECT user_id FROM notification_settings WHERE target_id = ? LIMIT ?)";
  private static final String GUILD_SETTINGS =
      "DELETE FROM notification_settings WHERE guild_id = ? AND (user_id, target_id) IN"
          + " (SELECT user_id, target_id FROM notification_settings WHERE guild_id = ? LIMIT ?)";
  // A private channel is a scope of the search index.
  private static final String HEAD =
      "WITH joined AS (DELETE FROM joins WHERE channel_id = ?),"
          + " unmarked AS (DELETE FROM search_marks WHERE channel_id = ?),"
          + " unsearched AS (UPDATE search_scopes SET gone = true WHERE scope = ?)"
          + " DELETE FROM channel_heads WHERE channel_id = ?";

  /**
   * A part of a channel's messages.
   *
   * @param wanted those that are to go, ascending
   * @param throughId up to here all have been looked at
   * @param isLast whether there is nothing more
   */
  record Part(List<Long> wanted, long throughId, boolean isLast) {}

  /** The next messages of a deletion; looks at so many, and finds at most so many. */
  Part scan(Connection connection, Deletion deletion, int look, int find) throws SQLException {
    try (var statement = connection.prepareStatement(SCAN)) {
      statement.setLong(1, deletion.channelId());
      statement.setLong(2, deletion.afterId());
      statement.setLong(3, deletion.untilId());
      statement.setInt(4, look);
      try (var row = statement.executeQuery()) {
        var wanted = new ArrayList<Long>();
        long through = deletion.afterId();
        int seen = 0;
        while (wanted.size() < find && row.next()) {
          seen++;
          through = row.getLong(1);
          if (deletion.isOfChannel() || row.getLong(2) == deletion.authorId()) {
            wanted.add(through);
          }
        }
        return new Part(wanted, through, seen < look && wanted.size() < find);
      }
    }
  }

  /** What is left of a channel without messages; false when that was the last of it. */
  boolean takeRest(Connection connection, long channelId, int limit) throws SQLException {
    int taken = take(connection, NONCES, channelId, limit);
    taken += take(connection, SLOW_POSTS, channelId, limit);
    taken += take(connection, READ_STATES, channelId, limit);
    taken += take(connection, SETTINGS, channelId, limit);
    if (taken > 0) {
      return true;
    }
    try (var statement = connection.prepareStatement(HEAD)) {
      statement.setLong(1, channelId);
      statement.setLong(2, channelId);
      statement.setLong(3, channelId);
      statement.setLong(4, channelId);
      statement.executeUpdate();
    }
    return false;
  }

  /** What users have set for a guild and its channels; false when that was the last of it. */
  boolean takeSettings(Connection connection, long guildId, int limit) throws SQLException {
    return take(connection, GUILD_SETTINGS, guildId, limit) > 0;
  }

  private static int take(Connection connection, String sql, long ownerId, int limit)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setLong(1, ownerId);
      statement.setLong(2, ownerId);
      statement.setInt(3, limit);
      return statement.executeUpdate();
    }
  }
}
