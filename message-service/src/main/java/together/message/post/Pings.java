package together.message.post;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import together.message.store.SqlArrays;
import together.proto.Message;

/** Whom new messages ping, written with them; a batch that pings nobody pays nothing. */
final class Pings {
  private static final String INSERT =
      "WITH pinged AS (INSERT INTO mentions (channel_id, target_id, message_id, author_id)"
          + " SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[]))"
          + " UPDATE channel_heads AS head SET last_mention_id = newest.message_id"
          + " FROM unnest(?::bigint[], ?::bigint[]) AS newest (channel_id, message_id)"
          + " WHERE head.channel_id = newest.channel_id";

  private record Ping(long channelId, long targetId, long messageId, long authorId) {}

  private Pings() {}

  /** Of messages in the order of their ids. */
  static void insert(Connection connection, List<Message> messages) throws SQLException {
    var pings = new ArrayList<Ping>();
    var newest = new HashMap<Long, Long>();
    for (var message : messages) {
      for (long target : targets(message)) {
        pings.add(
            new Ping(message.getChannelId(), target, message.getId(), message.getAuthor().getId()));
        newest.put(message.getChannelId(), message.getId());
      }
    }
    if (pings.isEmpty()) {
      return;
    }
    try (var statement = connection.prepareStatement(INSERT)) {
      var heads = List.copyOf(newest.entrySet());
      SqlArrays.bigints(statement, 1, pings, Ping::channelId);
      SqlArrays.bigints(statement, 2, pings, Ping::targetId);
      SqlArrays.bigints(statement, 3, pings, Ping::messageId);
      SqlArrays.bigints(statement, 4, pings, Ping::authorId);
      SqlArrays.bigints(statement, 5, heads, Map.Entry::getKey);
      SqlArrays.bigints(statement, 6, heads, Map.Entry::getValue);
      statement.executeUpdate();
    }
  }

  /** Users but the author, roles, and the guild for everyone. */
  private static List<Long> targets(Message message) {
    if (message.getMentionsCount() == 0
        && message.getMentionRolesCount() == 0
        && !message.getMentionEveryone()) {
      return List.of();
    }
    var targets = new ArrayList<Long>();
    for (var user : message.getMentionsList()) {
      if (user.getId() != message.getAuthor().getId()) {
        targets.add(user.getId());
      }
    }
    targets.addAll(message.getMentionRolesList());
    if (message.getMentionEveryone()) {
      targets.add(message.getGuildId());
    }
    return targets;
  }
}
