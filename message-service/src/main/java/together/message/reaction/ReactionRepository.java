package together.message.reaction;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import together.message.post.ChannelChange;

/** The SQL of reactions. Changes are made under the lock of the channel's head. */
@ApplicationScoped
class ReactionRepository {
  private static final String KEY = " WHERE channel_id = ? AND message_id = ? AND emoji = ?";
  private static final String ADD =
      "INSERT INTO reactions (channel_id, message_id, emoji, user_id) VALUES (?, ?, ?, ?)"
          + " ON CONFLICT DO NOTHING";
  private static final String RAISE =
      "WITH marked AS (UPDATE messages SET reacted = true"
          + " WHERE channel_id = ? AND id = ? AND NOT reacted)"
          + " INSERT INTO reaction_kinds AS kind (channel_id, message_id, emoji, since_seq, count)"
          + " SELECT ?, ?, ?, seq, 1 FROM channel_heads WHERE channel_id = ?"
          + " ON CONFLICT (channel_id, message_id, emoji) DO UPDATE SET count = kind.count + 1"
          + " RETURNING count";
  private static final String LOWER =
      "UPDATE reaction_kinds SET count = count - 1" + KEY + " RETURNING count";
  static final String USERS =
      "SELECT user_id FROM reactions" + KEY + " AND user_id > ? ORDER BY user_id LIMIT ?";

  /** The emojis under a message, with their counts. */
  Map<String, Integer> kinds(Connection connection, long channelId, long messageId)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "SELECT emoji, count FROM reaction_kinds WHERE channel_id = ? AND message_id = ?")) {
      statement.setLong(1, channelId);
      statement.setLong(2, messageId);
      try (var row = statement.executeQuery()) {
        var kinds = new HashMap<String, Integer>();
        while (row.next()) {
          kinds.put(row.getString(1), row.getInt(2));
        }
        return kinds;
      }
    }
  }

  /** An emoji as it is stored under a message, if it is there. */
  String stored(Connection connection, long channelId, long messageId, Emoji named)
      throws SQLException {
    return switch (named) {
      case Emoji.Unicode(var text) -> text;
      case Emoji.Custom custom -> custom.among(kinds(connection, channelId, messageId).keySet());
    };
  }

  /** False when the user has set it already. */
  boolean add(ChannelChange change, long messageId, String emoji, long userId) throws SQLException {
    return update(change, ADD, messageId, emoji, userId) == 1;
  }

  /** False when the user has not set it. */
  boolean remove(ChannelChange change, long messageId, String emoji, long userId)
      throws SQLException {
    return update(
            change, "DELETE FROM reactions" + KEY + " AND user_id = ?", messageId, emoji, userId)
        == 1;
  }

  private static int update(
      ChannelChange change, String sql, long messageId, String emoji, long userId)
      throws SQLException {
    try (var statement = change.connection().prepareStatement(sql)) {
      statement.setLong(1, change.channelId());
      statement.setLong(2, messageId);
      statement.setString(3, emoji);
      statement.setLong(4, userId);
      return statement.executeUpdate();
    }
  }

  /** One more; returns how many there are. */
  int raise(ChannelChange change, long messageId, String emoji) throws SQLException {
    try (var statement = change.connection().prepareStatement(RAISE)) {
      statement.setLong(1, change.channelId());
      statement.setLong(2, messageId);
      statement.setLong(3, change.channelId());
      statement.setLong(4, messageId);
      statement.setString(5, emoji);
      statement.setLong(6, change.channelId());
      try (var row = statement.executeQuery()) {
        return row.next() ? row.getInt(1) : 0;
      }
    }
  }

  /** One less; returns how many are left, and forgets the emoji when none are. */
  int lower(ChannelChange change, long messageId, String emoji) throws SQLException {
    int left = 0;
    try (var statement = change.connection().prepareStatement(LOWER)) {
      statement.setLong(1, change.channelId());
      statement.setLong(2, messageId);
      statement.setString(3, emoji);
      try (var row = statement.executeQuery()) {
        left = row.next() ? row.getInt(1) : 0;
      }
    }
    if (left == 0) {
      try (var statement =
          change.connection().prepareStatement("DELETE FROM reaction_kinds" + KEY)) {
        statement.setLong(1, change.channelId());
        statement.setLong(2, messageId);
        statement.setString(3, emoji);
        statement.executeUpdate();
      }
    }
    return left;
  }

  /** Who has set it, by ascending id. */
  List<Long> users(
      Connection connection, long channelId, long messageId, String emoji, ReactionPage page)
      throws SQLException {
    try (var statement = connection.prepareStatement(USERS)) {
      statement.setLong(1, channelId);
      statement.setLong(2, messageId);
      statement.setString(3, emoji);
      statement.setLong(4, page.after());
      statement.setInt(5, page.limit());
      try (var row = statement.executeQuery()) {
        var users = new ArrayList<Long>();
        while (row.next()) {
          users.add(row.getLong(1));
        }
        return users;
      }
    }
  }
}
