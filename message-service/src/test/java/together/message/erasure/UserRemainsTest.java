package together.message.erasure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import together.message.erasure.Erasure.Stage;
import together.message.testing.MessageDatabase;

/** What a user has left, found in much that is others', and how PostgreSQL finds it. */
class UserRemainsTest {
  private static final long USER = -5;
  private static final Erasure BEGIN =
      new Erasure(USER, true, Stage.MESSAGES, Long.MIN_VALUE, Long.MIN_VALUE);

  private final UserRemains remains = new UserRemains();

  /** Channels -100 to -76 of 2,000 messages each; every hundredth message is the user's. */
  private static void fill(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO messages (channel_id, id, guild_id, author_id, type, content)"
              + " SELECT -100 + n % 25, n, 1, CASE WHEN n % 100 = 0 THEN -5 ELSE 1 END, 0, 'text'"
              + " FROM generate_series(1, 50000) n");
      statement.execute(
          "INSERT INTO reaction_kinds (channel_id, message_id, emoji, since_seq, count)"
              + " SELECT -100 + n % 25, n, emoji, 1, 1 FROM generate_series(1, 20000) n,"
              + " unnest(ARRAY['a', 'b']) emoji");
      statement.execute(
          "INSERT INTO reactions (channel_id, message_id, emoji, user_id)"
              + " SELECT -100 + n % 25, n, emoji, CASE WHEN n % 50 = 0 THEN -5 ELSE 1 END"
              + " FROM generate_series(1, 20000) n, unnest(ARRAY['a', 'b']) emoji");
      for (var table : new String[] {"nonces", "slow_posts", "mentions"}) {
        var columns =
            switch (table) {
              case "nonces" ->
                  "channel_id, author_id, nonce, message_id) SELECT -n % 500, -n, 'x', n";
              case "slow_posts" -> "channel_id, author_id, message_id) SELECT -n % 500, -n, n";
              default -> "channel_id, target_id, message_id) SELECT -n % 500, -n, n";
            };
        statement.execute(
            "INSERT INTO " + table + " (" + columns + " FROM generate_series(1, 20000) n");
      }
      for (var table :
          new String[] {
            "messages", "reaction_kinds", "reactions", "nonces", "slow_posts", "mentions"
          }) {
        statement.execute("ANALYZE " + table);
      }
    }
  }

  @Test
  void allOfItIsFoundOneChannelAfterTheOther() throws SQLException {
    try (var connection = MessageDatabase.connect()) {
      connection.setAutoCommit(false);
      fill(connection);
      int messages = 0;
      var erasure = BEGIN;
      for (var part = remains.messages(connection, erasure.place(), 2_000, 7);
          part.isPresent() && part.get().channelId() < 0;
          part = remains.messages(connection, erasure.place(), 2_000, 7)) {
        messages += part.get().found().size();
        assertTrue(part.get().found().size() <= 7, "as many as one transaction takes");
        erasure = erasure.at(part.get().channelId(), part.get().throughId());
      }
      assertEquals(500, messages);
      int reactions = 0;
      erasure = BEGIN;
      // Of two emojis a message the second may lie beyond what is looked at.
      for (var part = remains.reactions(connection, erasure.place(), 101, 7);
          part.isPresent() && part.get().channelId() < 0;
          part = remains.reactions(connection, erasure.place(), 101, 7)) {
        reactions += part.get().found().size();
        erasure = erasure.at(part.get().channelId(), part.get().throughId());
      }
      assertEquals(800, reactions);
      connection.rollback();
    }
  }

  @Test
  void nothingOfItReadsAWholeTable() throws SQLException {
    try (var connection = MessageDatabase.connect()) {
      connection.setAutoCommit(false);
      fill(connection);
      for (var sql : new String[] {UserRemains.MESSAGES, UserRemains.REACTIONS}) {
        assertByIndex(
            connection,
            sql,
            statement -> {
              statement.setLong(1, USER);
              statement.setLong(2, -90);
              statement.setLong(3, 1_000);
              statement.setInt(4, 2_000);
            });
      }
      for (var sql : UserRemains.IN_CHANNELS) {
        assertByIndex(
            connection,
            sql,
            statement -> {
              statement.setArray(1, connection.createArrayOf("bigint", new Object[] {-7L, -8L}));
              statement.setLong(2, USER);
              statement.setInt(3, 1_000);
            });
      }
      connection.rollback();
    }
  }

  private interface Parameters {
    void in(PreparedStatement statement) throws SQLException;
  }

  private static void assertByIndex(Connection connection, String sql, Parameters parameters)
      throws SQLException {
    try (var statement = connection.prepareStatement("EXPLAIN " + sql)) {
      parameters.in(statement);
      var plan = new StringBuilder();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          plan.append(rows.getString(1)).append('\n');
        }
      }
      assertTrue(plan.toString().contains("_pkey"), plan.toString());
      assertFalse(plan.toString().contains("Seq Scan"), plan.toString());
      assertFalse(plan.toString().contains("Sort"), plan.toString());
    }
  }
}
