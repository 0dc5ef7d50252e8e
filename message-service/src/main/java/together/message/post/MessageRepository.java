package together.message.post;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import together.proto.Message;

/** The SQL of single messages and of what is written with them. */
@ApplicationScoped
public class MessageRepository {
  // One statement, so that a batch of any size is one round trip with one plan.
  private static final String INSERT =
      "WITH fresh AS MATERIALIZED (SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::smallint[],"
          + " ?::text[], ?::text[], ?::bigint[])"
          + " AS fresh (id, author_id, type, content, nonce, reference_id)),"
          + " stored AS (INSERT INTO messages"
          + " (channel_id, id, guild_id, author_id, type, content, nonce, reference_id)"
          + " SELECT ?, id, ?, author_id, type, content, nonce, reference_id FROM fresh),"
          + " remembered AS (INSERT INTO nonces (channel_id, author_id, nonce, message_id)"
          + " SELECT ?, author_id, nonce, id FROM fresh WHERE nonce IS NOT NULL)"
          + " UPDATE channel_heads SET seq = ?, last_message_id = ? WHERE channel_id = ?";

  private static final String SELECT =
      "SELECT "
          + MessageRow.COLUMNS
          + " FROM messages WHERE channel_id = ? AND id = ANY (?::bigint[])";

  /**
   * Stores messages with their nonces and moves the head, whose lock the caller holds.
   *
   * @param seq the channel's after them
   */
  void insert(Connection connection, long channelId, long guildId, List<Message> messages, long seq)
      throws SQLException {
    try (var statement = connection.prepareStatement(INSERT)) {
      setArray(statement, 1, "bigint", messages, Message::getId);
      setArray(statement, 2, "bigint", messages, message -> message.getAuthor().getId());
      setArray(statement, 3, "smallint", messages, message -> (short) message.getType());
      setArray(statement, 4, "text", messages, Message::getContent);
      setArray(statement, 5, "text", messages, MessageRepository::nonce);
      setArray(statement, 6, "bigint", messages, MessageRepository::reference);
      statement.setLong(7, channelId);
      statement.setLong(8, guildId);
      statement.setLong(9, channelId);
      statement.setLong(10, seq);
      statement.setLong(11, messages.getLast().getId());
      statement.setLong(12, channelId);
      statement.executeUpdate();
    }
  }

  /** Those of the messages that are in the channel, in no order. */
  List<MessageRow> find(Connection connection, long channelId, Collection<Long> ids)
      throws SQLException {
    try (var statement = connection.prepareStatement(SELECT)) {
      statement.setLong(1, channelId);
      statement.setArray(2, connection.createArrayOf("bigint", ids.toArray()));
      try (var result = statement.executeQuery()) {
        var rows = new ArrayList<MessageRow>();
        while (result.next()) {
          rows.add(MessageRow.of(result));
        }
        return rows;
      }
    }
  }

  private static @Nullable String nonce(Message message) {
    return message.hasNonce() ? message.getNonce() : null;
  }

  private static @Nullable Long reference(Message message) {
    return message.hasMessageReference() ? message.getMessageReference().getMessageId() : null;
  }

  private static void setArray(
      PreparedStatement statement,
      int index,
      String type,
      List<Message> messages,
      Function<Message, @Nullable Object> value)
      throws SQLException {
    var values = messages.stream().map(value).toArray();
    statement.setArray(index, statement.getConnection().createArrayOf(type, values));
  }
}
