package together.message.deletion;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** The SQL of deletions under way. */
@ApplicationScoped
class DeletionRepository {
  private static final String COLUMNS =
      "channel_id, guild_id, author_id, until_id, after_id, revision, due_at";
  private static final String ADD =
      "INSERT INTO deletions (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
  // Another process works on what is locked.
  private static final String NEXT =
      "SELECT "
          + COLUMNS
          + " FROM deletions WHERE due_at <= ? ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED";
  private static final String SPREAD =
      "INSERT INTO deletions ("
          + COLUMNS
          + ") SELECT channel_id, guild_id, ?, ?, ?, ?, ? FROM channel_heads WHERE guild_id = ?"
          + " ON CONFLICT DO NOTHING";
  private static final String KEY =
      " WHERE channel_id = ? AND guild_id = ? AND author_id = ? AND until_id = ?";

  /** Nothing happens when it is there already. */
  void add(Connection connection, Deletion deletion) throws SQLException {
    try (var statement = connection.prepareStatement(ADD)) {
      statement.setLong(1, deletion.channelId());
      statement.setLong(2, deletion.guildId());
      statement.setLong(3, deletion.authorId());
      statement.setLong(4, deletion.untilId());
      statement.setLong(5, deletion.afterId());
      statement.setLong(6, deletion.revision());
      setMoment(statement, 7, deletion.dueAt());
      statement.executeUpdate();
    }
  }

  /** One that is due, locked until the transaction ends. */
  Optional<Deletion> next(Connection connection, Instant now) throws SQLException {
    try (var statement = connection.prepareStatement(NEXT)) {
      setMoment(statement, 1, now);
      try (var row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Deletion(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getObject(7, OffsetDateTime.class).toInstant()))
            : Optional.empty();
      }
    }
  }

  /** Makes one of each of the guild's channels that has messages. */
  void spread(Connection connection, Deletion deletion) throws SQLException {
    try (var statement = connection.prepareStatement(SPREAD)) {
      statement.setLong(1, deletion.authorId());
      statement.setLong(2, deletion.untilId());
      statement.setLong(3, deletion.afterId());
      statement.setLong(4, deletion.revision());
      setMoment(statement, 5, deletion.dueAt());
      statement.setLong(6, deletion.guildId());
      statement.executeUpdate();
    }
  }

  /** What the search index has of a guild is to go. */
  void unsearch(Connection connection, long guildId) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "INSERT INTO search_scopes (scope, gone) VALUES (?, true)"
                + " ON CONFLICT (scope) DO UPDATE SET gone = true")) {
      statement.setLong(1, guildId);
      statement.executeUpdate();
    }
  }

  /**
   * It has come so far; the others that are due come first now, so that a large one holds up none.
   */
  void advance(Connection connection, Deletion deletion, long afterId, Instant now)
      throws SQLException {
    try (var statement =
        connection.prepareStatement("UPDATE deletions SET after_id = ?, due_at = ?" + KEY)) {
      statement.setLong(1, afterId);
      setMoment(statement, 2, now);
      setKey(statement, 3, deletion);
      statement.executeUpdate();
    }
  }

  void done(Connection connection, Deletion deletion) throws SQLException {
    try (var statement = connection.prepareStatement("DELETE FROM deletions" + KEY)) {
      setKey(statement, 1, deletion);
      statement.executeUpdate();
    }
  }

  private static void setKey(PreparedStatement statement, int index, Deletion deletion)
      throws SQLException {
    statement.setLong(index, deletion.channelId());
    statement.setLong(index + 1, deletion.guildId());
    statement.setLong(index + 2, deletion.authorId());
    statement.setLong(index + 3, deletion.untilId());
  }

  private static void setMoment(PreparedStatement statement, int index, Instant moment)
      throws SQLException {
    statement.setObject(index, moment.atOffset(ZoneOffset.UTC));
  }
}
