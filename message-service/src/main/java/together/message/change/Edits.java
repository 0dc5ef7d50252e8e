package together.message.change;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import together.message.attachment.MessageFiles;
import together.message.mention.Mentioned;
import together.message.post.ChannelChange;
import together.message.post.IdList;
import together.message.post.MessageRow;
import together.message.store.SqlArrays;
import together.proto.User;

/** The SQL of edits. */
@ApplicationScoped
class Edits {
  private static final String EDIT =
      "WITH edited AS (UPDATE messages SET content = ?, edited_at = ?, mentions = ?::bigint[],"
          + " mention_roles = ?::bigint[], mention_channels = ?::bigint[], mention_everyone = ?"
          + " WHERE channel_id = ? AND id = ?"
          + " RETURNING channel_id, id, guild_id, mentions, mention_roles, mention_everyone),"
          + " unpinged AS (DELETE FROM mentions ping USING edited WHERE ping.channel_id ="
          + " edited.channel_id AND ping.message_id = edited.id AND ping.target_id = ANY (?::bigint[])"
          + " AND ping.target_id <> ALL (coalesce(edited.mentions, '{}')"
          + " || coalesce(edited.mention_roles, '{}')"
          + " || CASE WHEN edited.mention_everyone THEN edited.guild_id ELSE 0 END)),"
          // Searches read it as it is now, until it is indexed anew.
          + " changed AS (INSERT INTO search_changes (channel_id, message_id)"
          + " SELECT channel_id, id FROM edited ON CONFLICT (channel_id, message_id)"
          + " DO UPDATE SET times = search_changes.times + 1)"
          + " SELECT count(*) FROM edited";

  private final MessageFiles files;

  Edits(MessageFiles files) {
    this.files = files;
  }

  /** How many of its files a message still has. */
  int keepFiles(ChannelChange change, long messageId, Set<Long> kept) throws SQLException {
    return files.keep(change.connection(), change.channelId(), messageId, kept);
  }

  /**
   * False when the message is gone. Whom the text does not mention any more is not pinged any more;
   * whom it did not mention before is not pinged now.
   */
  boolean store(
      ChannelChange change, MessageRow before, String content, Instant at, Mentioned mentioned)
      throws SQLException {
    try (var statement = change.connection().prepareStatement(EDIT)) {
      statement.setString(1, content);
      statement.setObject(2, at.atOffset(ZoneOffset.UTC));
      statement.setString(3, IdList.text(mentioned.users().stream().map(User::getId).toList()));
      statement.setString(4, IdList.text(mentioned.roles()));
      statement.setString(5, IdList.text(mentioned.channels()));
      statement.setBoolean(6, mentioned.everyone());
      statement.setLong(7, change.channelId());
      statement.setLong(8, before.id());
      SqlArrays.bigints(statement, 9, before.pinged());
      try (var row = statement.executeQuery()) {
        return row.next() && row.getLong(1) == 1;
      }
    }
  }
}
