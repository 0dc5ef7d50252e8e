package together.message.change;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import together.message.post.ChannelChange;
import together.message.store.SqlArrays;
import together.proto.MessageDelete;
import together.proto.MessageDeleteBulk;
import together.proto.MessageEvent;

/** Takes messages away with all that hangs on them, and tells of it. */
@ApplicationScoped
public class Removals {
  private static final String DELETE =
      "WITH gone AS (DELETE FROM messages WHERE channel_id = ? AND id = ANY (?::bigint[])"
          + " RETURNING channel_id, id, guild_id, mentions, mention_roles, mention_everyone, reacted,"
          + " pinned, attached),"
          // By its whole key: a message's row says whom it may have pinged.
          + " unpinged AS (DELETE FROM mentions ping USING (SELECT channel_id, id, unnest(mentions"
          + " || mention_roles || CASE WHEN mention_everyone THEN guild_id END) AS target FROM gone"
          + " WHERE mentions IS NOT NULL OR mention_roles IS NOT NULL OR mention_everyone) AS pinged"
          + " WHERE ping.channel_id = pinged.channel_id AND ping.target_id = pinged.target"
          + " AND ping.message_id = pinged.id),"
          + " unreacted AS (DELETE FROM reactions USING gone WHERE reactions.channel_id ="
          + " gone.channel_id AND reactions.message_id = gone.id AND gone.reacted),"
          + " unkinded AS (DELETE FROM reaction_kinds USING gone WHERE reaction_kinds.channel_id ="
          + " gone.channel_id AND reaction_kinds.message_id = gone.id AND gone.reacted),"
          + " unpinned AS (DELETE FROM pins USING gone WHERE pins.channel_id = gone.channel_id"
          + " AND pins.message_id = gone.id AND gone.pinned),"
          + " unchanged AS (DELETE FROM search_changes USING gone WHERE search_changes.channel_id ="
          + " gone.channel_id AND search_changes.message_id = gone.id),"
          // The sweep takes the bytes, and the row with them.
          + " unattached AS (UPDATE attachments SET message_id = NULL, stored = false FROM gone"
          + " WHERE attachments.channel_id = gone.channel_id AND attachments.message_id = gone.id"
          + " AND gone.attached)"
          + " SELECT id FROM gone ORDER BY id";

  /** One message, whose author is given; false when it is gone already. */
  boolean one(ChannelChange change, long messageId, long authorId, long revision)
      throws SQLException {
    if (delete(change.connection(), change.channelId(), List.of(messageId)).isEmpty()) {
      return false;
    }
    var deletion = MessageDelete.newBuilder().setId(messageId).setChannelId(change.channelId());
    if (change.guildId() != 0) {
      deletion.setGuildId(change.guildId());
    }
    var event = MessageEvent.newBuilder().setRevision(revision).setMessageDelete(deletion);
    change.tell(event, authorId);
    return true;
  }

  /** Those of at most 100 messages that are still there, told of in one event. */
  public void many(ChannelChange change, Collection<Long> messageIds, long userId, long revision)
      throws SQLException {
    var gone = delete(change.connection(), change.channelId(), messageIds);
    if (gone.isEmpty()) {
      return;
    }
    var deletion = MessageDeleteBulk.newBuilder().addAllIds(gone).setChannelId(change.channelId());
    if (change.guildId() != 0) {
      deletion.setGuildId(change.guildId());
    }
    var event = MessageEvent.newBuilder().setRevision(revision).setMessageDeleteBulk(deletion);
    change.tell(event, userId);
  }

  /** Without a word; the ids of those that were there, ascending. */
  public List<Long> delete(Connection connection, long channelId, Collection<Long> messageIds)
      throws SQLException {
    try (var statement = connection.prepareStatement(DELETE)) {
      statement.setLong(1, channelId);
      SqlArrays.bigints(statement, 2, messageIds);
      try (var rows = statement.executeQuery()) {
        var gone = new ArrayList<Long>();
        while (rows.next()) {
          gone.add(rows.getLong(1));
        }
        return gone;
      }
    }
  }
}
