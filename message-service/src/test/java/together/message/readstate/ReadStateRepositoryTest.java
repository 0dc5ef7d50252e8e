package together.message.readstate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import together.message.notification.Settings;
import together.message.testing.MessageDatabase;
import together.proto.ReadState;
import together.proto.ReadStatesGuild;

/** What is unread in many channels, and how PostgreSQL finds it. */
class ReadStateRepositoryTest {
  private static final long USER = -1;
  private static final long GUILD = -7;
  private static final int CHANNELS = 5_000;

  private static final Settings NOTHING_SET = new Settings(List.of());

  private final ReadStateRepository states = new ReadStateRepository();

  /** Channel -1000 - n has its newest message at 10; every tenth pings the user and everyone. */
  private static void fill(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO channel_heads (channel_id, guild_id, seq, last_message_id, last_mention_id)"
              + " SELECT -1000 - n, -7, 10, 10, CASE WHEN n % 10 = 0 THEN 9 ELSE 0 END"
              + " FROM generate_series(1, 5000) n");
      statement.execute(
          "INSERT INTO mentions (channel_id, target_id, message_id)"
              + " SELECT -1000 - n, target, message FROM generate_series(10, 5000, 10) n,"
              + " unnest(ARRAY[-1, -7, -8, -9]) target, generate_series(1, 9) message");
      statement.execute(
          "INSERT INTO read_states (user_id, channel_id, last_read_id)"
              + " SELECT -1, -1000 - n, 7 FROM generate_series(1, 4000) n");
      statement.execute("ANALYZE channel_heads");
      statement.execute("ANALYZE mentions");
      statement.execute("ANALYZE read_states");
    }
  }

  @Test
  void mentionsAreCountedInWhatIsUnreadOnly() throws SQLException {
    try (var connection = MessageDatabase.connect()) {
      connection.setAutoCommit(false);
      fill(connection);
      var guild = ReadStatesGuild.newBuilder().setGuildId(GUILD).addRoleIds(-8).build();
      var channels =
          LongStream.rangeClosed(1, CHANNELS).mapToObj(number -> -1000 - number).toList();
      var found = states.states(connection, USER, channels, List.of(guild), NOTHING_SET);
      assertEquals(CHANNELS, found.size());
      // Marked at 7: two more of nine; never read: all nine; each message once.
      assertEquals(400 * 2 + 100 * 9, found.stream().mapToInt(ReadState::getMentionCount).sum());
      connection.rollback();
    }
  }

  @Test
  void theirCountIsARangeOfTheMentionsKey() throws SQLException {
    try (var connection = MessageDatabase.connect()) {
      connection.setAutoCommit(false);
      fill(connection);
      try (var statement = connection.prepareStatement("EXPLAIN " + ReadStateRepository.STATES)) {
        for (int index : new int[] {1, 2, 3, 4, 5, 6, 7, 12}) {
          statement.setArray(
              index, connection.createArrayOf("bigint", new Object[] {GUILD, GUILD - 1}));
        }
        for (int index : new int[] {8, 9, 10, 11}) {
          statement.setLong(index, USER);
        }
        var plan = new StringBuilder();
        try (var rows = statement.executeQuery()) {
          while (rows.next()) {
            plan.append(rows.getString(1)).append('\n');
          }
        }
        assertTrue(plan.toString().contains("mentions_pkey"), plan.toString());
        assertFalse(plan.toString().contains("Seq Scan"), plan.toString());
      }
      connection.rollback();
    }
  }
}
