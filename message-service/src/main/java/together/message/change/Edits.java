package together.message.change;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import together.message.post.ChannelChange;

/** The SQL of edits. */
@ApplicationScoped
class Edits {
  private static final String EDIT =
      "UPDATE messages SET content = ?, edited_at = ? WHERE channel_id = ? AND id = ?";

  /** False when the message is gone. */
  boolean store(ChannelChange change, long messageId, String content, Instant editedAt)
      throws SQLException {
    try (var statement = change.connection().prepareStatement(EDIT)) {
      statement.setString(1, content);
      statement.setObject(2, editedAt.atOffset(ZoneOffset.UTC));
      statement.setLong(3, change.channelId());
      statement.setLong(4, messageId);
      return statement.executeUpdate() == 1;
    }
  }
}
