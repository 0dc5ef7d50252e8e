package together.message.post;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
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
    @Nullable Instant editedAt) {
  /** What {@link #of} reads, in its order. */
  public static final String COLUMNS =
      "channel_id, id, guild_id, author_id, type, content, nonce, reference_id, edited_at";

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
        editedAt == null ? null : editedAt.toInstant());
  }

  /** As clients see it, without the message it answers. */
  Message.Builder toProto(User author) {
    var message =
        Message.newBuilder()
            .setId(id)
            .setChannelId(channelId)
            .setAuthor(author)
            .setContent(content)
            .setType(type)
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
