package together.message.post;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import together.message.store.SqlArrays;
import together.proto.Reaction;

/** Reads what is under messages, of those that ever had a reaction. */
final class MessageReactions {
  private static final String SELECT =
      "SELECT kind.message_id, kind.emoji, kind.count, EXISTS (SELECT FROM reactions own"
          + " WHERE own.channel_id = kind.channel_id AND own.message_id = kind.message_id"
          + " AND own.emoji = kind.emoji AND own.user_id = ?)"
          + " FROM reaction_kinds kind WHERE kind.channel_id = ?"
          + " AND kind.message_id = ANY (?::bigint[]) ORDER BY kind.message_id, kind.since_seq";

  private MessageReactions() {}

  /**
   * By message, in the order of their first use.
   *
   * @param readerId whose own are marked; 0: nobody's
   */
  static Map<Long, List<Reaction>> of(
      Connection connection, long channelId, List<MessageRow> rows, long readerId)
      throws SQLException {
    var ids = rows.stream().filter(MessageRow::reacted).map(MessageRow::id).toList();
    var reactions = new HashMap<Long, List<Reaction>>();
    if (ids.isEmpty()) {
      return reactions;
    }
    try (var statement = connection.prepareStatement(SELECT)) {
      statement.setLong(1, readerId);
      statement.setLong(2, channelId);
      SqlArrays.bigints(statement, 3, ids);
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          var reaction =
              Reaction.newBuilder()
                  .setEmoji(row.getString(2))
                  .setCount(row.getInt(3))
                  .setMe(row.getBoolean(4));
          reactions.computeIfAbsent(row.getLong(1), id -> new ArrayList<>()).add(reaction.build());
        }
      }
    }
    return reactions;
  }
}
