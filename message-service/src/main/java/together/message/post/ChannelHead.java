package together.message.post;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import together.message.post.Draft.Nonce;

/**
 * The row that orders a channel, locked until the transaction ends.
 *
 * @param seq of the channel's newest event
 * @param lastMessageId 0 when there is none
 * @param used what the asked nonces have made before
 */
record ChannelHead(long seq, long lastMessageId, Map<Nonce, Long> used) {
  private static final String LOCK =
      "SELECT seq, last_message_id FROM channel_heads WHERE channel_id = ? FOR NO KEY UPDATE";

  // A statement of its own, so that it sees what was committed while the lock was waited for; the
  // driver sends both at once. The subselect makes it one index look-up per nonce at any size.
  private static final String NONCES =
      "; SELECT author_id, nonce, (SELECT n.message_id FROM nonces n WHERE n.channel_id = ?"
          + " AND n.author_id = asked.author_id AND n.nonce = asked.nonce)"
          + " FROM unnest(?::bigint[], ?::text[]) AS asked (author_id, nonce)";

  private static final String CREATE =
      "INSERT INTO channel_heads (channel_id, guild_id, seq, last_message_id)"
          + " VALUES (?, ?, 0, 0) ON CONFLICT DO NOTHING";

  /** Locks the head, which it makes for a channel's first message. */
  static ChannelHead lock(Connection connection, long channelId, long guildId, List<Nonce> nonces)
      throws SQLException {
    var head = select(connection, channelId, nonces);
    while (head == null) {
      try (var create = connection.prepareStatement(CREATE)) {
        create.setLong(1, channelId);
        create.setLong(2, guildId);
        create.executeUpdate();
      }
      head = select(connection, channelId, nonces);
    }
    return head;
  }

  private static @Nullable ChannelHead select(
      Connection connection, long channelId, List<Nonce> nonces) throws SQLException {
    try (var statement = connection.prepareStatement(nonces.isEmpty() ? LOCK : LOCK + NONCES)) {
      statement.setLong(1, channelId);
      if (!nonces.isEmpty()) {
        statement.setLong(2, channelId);
        statement.setArray(
            3, connection.createArrayOf("bigint", nonces.stream().map(Nonce::authorId).toArray()));
        statement.setArray(
            4, connection.createArrayOf("text", nonces.stream().map(Nonce::text).toArray()));
      }
      statement.execute();
      try (var row = statement.getResultSet()) {
        return row.next()
            ? new ChannelHead(row.getLong(1), row.getLong(2), new HashMap<>()).with(statement)
            : null;
      }
    }
  }

  private ChannelHead with(PreparedStatement statement) throws SQLException {
    if (statement.getMoreResults()) {
      try (var rows = statement.getResultSet()) {
        while (rows.next()) {
          long messageId = rows.getLong(3);
          if (!rows.wasNull()) {
            used.put(new Nonce(rows.getLong(1), rows.getString(2)), messageId);
          }
        }
      }
    }
    return this;
  }
}
