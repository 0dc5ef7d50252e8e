package together.message.post;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import together.message.store.SqlArrays;
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
      SqlArrays.bigints(statement, 1, messages, Message::getChannelId);
      SqlArrays.bigints(statement, 2, messages, Message::getId);
      SqlArrays.bigints(statement, 3, messages, Message::getGuildId);
      SqlArrays.bigints(statement, 4, messages, message -> message.getAuthor().getId());
      SqlArrays.smallints(statement, 5, messages, message -> (short) message.getType());
      SqlArrays.texts(statement, 6, messages, Message::getContent);
      SqlArrays.texts(statement, 7, messages, MessageRepository::nonce);
      SqlArrays.bigints(statement, 8, messages, MessageRepository::reference);
      SqlArrays.texts(statement, 9, messages, MessageRepository::mentions);
      SqlArrays.texts(statement, 10, messages, m -> IdList.text(m.getMentionRolesList()));
      SqlArrays.texts(statement, 11, messages, m -> IdList.text(m.getMentionChannelsList()));
      SqlArrays.booleans(statement, 12, messages, Message::getMentionEveryone);
      SqlArrays.booleans(statement, 13, messages, m -> m.getAttachmentsCount() > 0);
      SqlArrays.booleans(statement, 14, messages, MessageRepository::isPictured);
      SqlArrays.bigints(statement, 15, heads, head -> head.channelId);
      SqlArrays.bigints(statement, 16, heads, ChannelHead::seq);
      SqlArrays.bigints(statement, 17, heads, ChannelHead::lastMessageId);
      statement.executeUpdate();
    }
  }

  /** Those of the messages that are in the channel, in no order. */
  List<MessageRow> find(Connection connection, long channelId, Collection<Long> ids)
      throws SQLException {
    try (var statement = connection.prepareStatement(SELECT)) {
      statement.setLong(1, channelId);
      SqlArrays.bigints(statement, 2, ids);
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
