package together.message.readstate;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import together.proto.ReadState;

/** The SQL of read states. */
@ApplicationScoped
class ReadStateRepository {
  // Forwards only, and not beyond what was said. The row stays locked until the transaction ends.
  private static final String READ =
      "INSERT INTO read_states AS state (user_id, channel_id, last_read_id, mention_count)"
          + " SELECT ?, channel_id, least(?, last_message_id), 0 FROM channel_heads"
          + " WHERE channel_id = ? AND last_message_id > 0"
          + " ON CONFLICT (user_id, channel_id) DO UPDATE"
          + " SET last_read_id = excluded.last_read_id, mention_count = 0"
          + " WHERE state.last_read_id < excluded.last_read_id"
          + " RETURNING channel_id, last_read_id, (SELECT last_message_id FROM channel_heads head"
          + " WHERE head.channel_id = state.channel_id), mention_count";

  static final String STATES =
      "SELECT head.channel_id, state.last_read_id, head.last_message_id,"
          + " coalesce(state.mention_count, 0)"
          + " FROM channel_heads head LEFT JOIN read_states state"
          + " ON state.user_id = ? AND state.channel_id = head.channel_id"
          + " WHERE head.channel_id = ANY (?::bigint[]) AND head.last_message_id > 0";

  /** Moves a user's mark to a message; empty when it is there or further already. */
  Optional<ReadState> read(Connection connection, long userId, long channelId, long messageId)
      throws SQLException {
    try (var statement = connection.prepareStatement(READ)) {
      statement.setLong(1, userId);
      statement.setLong(2, messageId);
      statement.setLong(3, channelId);
      try (var row = statement.executeQuery()) {
        return row.next() ? Optional.of(state(row)) : Optional.empty();
      }
    }
  }

  /** A user's states in those of the channels that have messages. */
  List<ReadState> states(Connection connection, long userId, List<Long> channelIds)
      throws SQLException {
    try (var statement = connection.prepareStatement(STATES)) {
      statement.setLong(1, userId);
      statement.setArray(2, connection.createArrayOf("bigint", channelIds.toArray()));
      try (var rows = statement.executeQuery()) {
        var states = new ArrayList<ReadState>(channelIds.size());
        while (rows.next()) {
          states.add(state(rows));
        }
        return states;
      }
    }
  }

  private static ReadState state(ResultSet row) throws SQLException {
    var state = ReadState.newBuilder().setChannelId(row.getLong(1)).setMentionCount(row.getInt(4));
    long lastReadId = row.getLong(2);
    if (!row.wasNull()) {
      state.setLastReadId(lastReadId);
    }
    return state.setLastMessageId(row.getLong(3)).build();
  }
}
