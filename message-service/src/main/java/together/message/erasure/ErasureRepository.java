package together.message.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** The SQL of erasures under way. */
@ApplicationScoped
class ErasureRepository {
  // Another process works on what is locked.
  private static final String NEXT =
      "SELECT user_id, messages, stage, channel_id, message_id FROM erasures WHERE due_at <= ?"
          + " ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED";

  /** Nothing happens when it is there already. */
  void add(Connection connection, long userId, boolean messages, Instant dueAt)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "INSERT INTO erasures (user_id, messages, stage, channel_id, message_id, due_at)"
                + " VALUES (?, ?, 0, 0, 0, ?) ON CONFLICT DO NOTHING")) {
      statement.setLong(1, userId);
      statement.setBoolean(2, messages);
      statement.setObject(3, dueAt.atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
  }

  /** One that is due, locked until the transaction ends. */
  Optional<Erasure> next(Connection connection, Instant now) throws SQLException {
    try (var statement = connection.prepareStatement(NEXT)) {
      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
      try (var row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Erasure(
                    row.getLong(1),
                    row.getBoolean(2),
                    Erasure.Stage.values()[row.getInt(3)],
                    row.getLong(4),
                    row.getLong(5)))
            : Optional.empty();
      }
    }
  }

  /** It has come so far; others that are due come first now. */
  void advance(Connection connection, Erasure erasure, Instant now) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "UPDATE erasures SET stage = ?, channel_id = ?, message_id = ?, due_at = ?"
                + " WHERE user_id = ?")) {
      statement.setInt(1, erasure.stage().ordinal());
      statement.setLong(2, erasure.channelId());
      statement.setLong(3, erasure.messageId());
      statement.setObject(4, now.atOffset(ZoneOffset.UTC));
      statement.setLong(5, erasure.userId());
      statement.executeUpdate();
    }
  }

  void done(Connection connection, Erasure erasure) throws SQLException {
    try (var statement = connection.prepareStatement("DELETE FROM erasures WHERE user_id = ?")) {
      statement.setLong(1, erasure.userId());
      statement.executeUpdate();
    }
  }
}
