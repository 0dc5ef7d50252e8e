package together.message.post;

import static together.message.post.ChannelHeads.setArray;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import together.proto.Attachment;
import together.proto.Message;
import together.proto.User;

/** The SQL of single messages and of what is written with them. */
@ApplicationScoped
public class MessageRepository {
  // One statement, so that a batch of any size is one round trip with one plan.
  private static final String INSERT =
      "WITH fresh AS MATERIALIZED (SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::bigint[],"
          + " ?::bigint[], ?::smallint[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[],"
          + " ?::text[], ?::boolean[], ?::boolean[], ?::boolean[])"
          + " AS fresh (channel_id, id, guild_id, author_id, type, content, nonce, reference_id,"
          + " mentions, mention_roles, mention_channels, mention_everyone, attached,"
          + " pictured)),"
          + " stored AS (INSERT INTO messages (channel_id, id, guild_id, author_id, type, content,"
          + " nonce, reference_id, mentions, mention_roles, mention_channels, mention_everyone, attached,"
          + " pictured)"
          + " SELECT channel_id, id, guild_id, author_id, type, content, nonce, reference_id,"
          + " mentions::bigint[], mention_roles::bigint[], mention_channels::bigint[],"
          + " mention_everyone, attached, pictured FROM fresh),"
          + " remembered AS (INSERT INTO nonces (channel_id, author_id, nonce, message_id)"
          + " SELECT channel_id, author_id, nonce, id FROM fresh WHERE nonce IS NOT NULL)"
          + " UPDATE channel_heads AS head SET seq = moved.seq, last_message_id = moved.last"
          + " FROM unnest(?::bigint[], ?::bigint[], ?::bigint[]) AS moved (channel_id, seq, last)"
          + " WHERE head.channel_id = moved.channel_id";

  private static final String SELECT =
      "SELECT "
          + MessageRow.COLUMNS
          + " FROM messages WHERE channel_id = ? AND id = ANY (?::bigint[])";

  /** Stores messages with their nonces and the heads as they are after them. */
  void insert(Connection connection, List<Message> messages, Collection<ChannelHead> moved)
      throws SQLException {
    var heads = List.copyOf(moved);
    try (var statement = connection.prepareStatement(INSERT)) {
      setArray(statement, 1, "bigint", messages, Message::getChannelId);
      setArray(statement, 2, "bigint", messages, Message::getId);
      setArray(statement, 3, "bigint", messages, Message::getGuildId);
      setArray(statement, 4, "bigint", messages, message -> message.getAuthor().getId());
      setArray(statement, 5, "smallint", messages, message -> (short) message.getType());
      setArray(statement, 6, "text", messages, Message::getContent);
      setArray(statement, 7, "text", messages, MessageRepository::nonce);
      setArray(statement, 8, "bigint", messages, MessageRepository::reference);
      setArray(statement, 9, "text", messages, MessageRepository::mentions);
      setArray(statement, 10, "text", messages, m -> IdList.text(m.getMentionRolesList()));
      setArray(statement, 11, "text", messages, m -> IdList.text(m.getMentionChannelsList()));
      setArray(statement, 12, "boolean", messages, Message::getMentionEveryone);
      setArray(statement, 13, "boolean", messages, m -> m.getAttachmentsCount() > 0);
      setArray(statement, 14, "boolean", messages, MessageRepository::isPictured);
      setArray(statement, 15, "bigint", heads, head -> head.channelId);
      setArray(statement, 16, "bigint", heads, ChannelHead::seq);
      setArray(statement, 17, "bigint", heads, ChannelHead::lastMessageId);
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

  private static boolean isPictured(Message message) {
    return message.getAttachmentsList().stream().anyMatch(Attachment::hasWidth);
  }

  private static @Nullable String mentions(Message message) {
    return IdList.text(message.getMentionsList().stream().map(User::getId).toList());
  }

  private static @Nullable String nonce(Message message) {
    return message.hasNonce() ? message.getNonce() : null;
  }

  private static @Nullable Long reference(Message message) {
    return message.hasMessageReference() ? message.getMessageReference().getMessageId() : null;
  }
}
