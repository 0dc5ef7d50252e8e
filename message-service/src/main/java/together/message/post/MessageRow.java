package together.message.post;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import together.platform.id.Snowflakes;
import together.platform.json.Moments;
import together.proto.Message;
import together.proto.MessageReference;
import together.proto.User;

/** A stored message. */
public record MessageRow(
    long channelId,
    long id,
    long guildId,
    long authorId,
    int type,
    String content,
    @Nullable String nonce,
    @Nullable Long referenceId,
    @Nullable Instant editedAt,
    List<Long> mentions,
    List<Long> mentionRoles,
    List<Long> mentionChannels,
    boolean mentionEveryone,
    boolean reacted,
    boolean pinned,
    boolean attached,
    boolean pictured) {
  /** What {@link #of} reads, in its order. */
  public static final String COLUMNS =
      "channel_id, id, guild_id, author_id, type, content, nonce, reference_id, edited_at,"
          + " mentions, mention_roles, mention_channels, mention_everyone, reacted, pinned, attached,"
          + " pictured";

  public static MessageRow of(ResultSet row) throws SQLException {
    long referenceId = row.getLong(8);
    boolean refers = !row.wasNull();
    var editedAt = row.getObject(9, OffsetDateTime.class);
    return new MessageRow(
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getInt(5),
        row.getString(6),
        row.getString(7),
        refers ? referenceId : null,
        editedAt == null ? null : editedAt.toInstant(),
        IdList.read(row, 10),
        IdList.read(row, 11),
        IdList.read(row, 12),
        row.getBoolean(13),
        row.getBoolean(14),
        row.getBoolean(15),
        row.getBoolean(16),
        row.getBoolean(17));
  }

  /** Whom and what it may have pinged: users, roles, and the guild for everyone. */
  public List<Long> pinged() {
    var targets = new ArrayList<Long>(mentions);
    targets.addAll(mentionRoles);
    if (mentionEveryone) {
      targets.add(guildId);
    }
    return targets;
  }

  /**
   * As clients see it, without the people it mentions, its reactions, its files and the message it
   * answers.
   */
  Message.Builder toProto(User author) {
    var message =
        Message.newBuilder()
            .setId(id)
            .setChannelId(channelId)
            .setAuthor(author)
            .setContent(content)
            .setType(type)
            .addAllMentionRoles(mentionRoles)
            .addAllMentionChannels(mentionChannels)
            .setMentionEveryone(mentionEveryone)
            .setPinned(pinned)
            .setTimestamp(Moments.proto(Instant.ofEpochMilli(Snowflakes.millisOf(id))));
    if (guildId != 0) {
      message.setGuildId(guildId);
    }
    if (nonce != null) {
      message.setNonce(nonce);
    }
    if (referenceId != null) {
      message.setMessageReference(MessageReference.newBuilder().setMessageId(referenceId));
    }
    if (editedAt != null) {
      message.setEditedTimestamp(Moments.proto(editedAt));
    }
    return message;
  }
}
