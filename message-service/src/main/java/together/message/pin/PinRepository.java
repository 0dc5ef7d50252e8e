package together.message.pin;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import together.message.post.ChannelChange;

/** The SQL of pins. Changes are made under the lock of the channel's head. */
@ApplicationScoped
class PinRepository {
  private static final String ADD =
      "WITH marked AS (UPDATE messages SET pinned = true WHERE channel_id = ? AND id = ?)"
          + " INSERT INTO pins (channel_id, message_id, user_id, pinned_at) VALUES (?, ?, ?, ?)";
  private static final String REMOVE =
      "WITH marked AS (UPDATE messages SET pinned = false WHERE channel_id = ? AND id = ?)"
          + " DELETE FROM pins WHERE channel_id = ? AND message_id = ?";
  private static final String NEWEST =
      "SELECT message_id, pinned_at FROM pins WHERE channel_id = ? ORDER BY pinned_at DESC,"
          + " message_id DESC";

  /** The newest pin first. */
  List<Long> ids(Connection connection, long channelId) throws SQLException {
    try (var statement = connection.prepareStatement(NEWEST)) {
      statement.setLong(1, channelId);
      try (var row = statement.executeQuery()) {
        var ids = new ArrayList<Long>();
        while (row.next()) {
          ids.add(row.getLong(1));
        }
        return ids;
      }
    }
  }

  /** When the newest pin was set. */
  Optional<Instant> last(ChannelChange change) throws SQLException {
    try (var statement = change.connection().prepareStatement(NEWEST + " LIMIT 1")) {
      statement.setLong(1, change.channelId());
      try (var row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(row.getObject(2, OffsetDateTime.class).toInstant())
            : Optional.empty();
      }
    }
  }

  void add(ChannelChange change, long messageId, long userId, Instant at) throws SQLException {
    try (var statement = change.connection().prepareStatement(ADD)) {
      statement.setLong(1, change.channelId());
      statement.setLong(2, messageId);
      statement.setLong(3, change.channelId());
      statement.setLong(4, messageId);
      statement.setLong(5, userId);
      statement.setObject(6, at.atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
  }

  void remove(ChannelChange change, long messageId) throws SQLException {
    try (var statement = change.connection().prepareStatement(REMOVE)) {
      statement.setLong(1, change.channelId());
      statement.setLong(2, messageId);
      statement.setLong(3, change.channelId());
      statement.setLong(4, messageId);
      statement.executeUpdate();
    }
  }
}
