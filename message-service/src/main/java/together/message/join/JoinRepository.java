package together.message.join;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import together.message.post.ChannelChange;

/** The SQL of joins. Under the lock of the channel's head. */
@ApplicationScoped
class JoinRepository {
  // A guild's revisions rise, and its events come in their order: what is not above the last has
  // been here before.
  private static final String COUNT =
      "INSERT INTO joins AS mark (channel_id, revision, minute, told) VALUES (?, ?, ?, 1)"
          + " ON CONFLICT (channel_id) DO UPDATE SET revision = excluded.revision,"
          + " minute = excluded.minute,"
          + " told = CASE WHEN mark.minute = excluded.minute THEN mark.told + 1 ELSE 1 END"
          + " WHERE mark.revision < excluded.revision RETURNING told";

  /** The how manieth of this minute in the channel it is; 0: this one has been counted before. */
  int count(ChannelChange change, long revision, Instant now) throws SQLException {
    try (var statement = change.connection().prepareStatement(COUNT)) {
      statement.setLong(1, change.channelId());
      statement.setLong(2, revision);
      statement.setLong(3, Duration.ofSeconds(now.getEpochSecond()).toMinutes());
      try (var row = statement.executeQuery()) {
        return row.next() ? row.getInt(1) : 0;
      }
    }
  }
}
