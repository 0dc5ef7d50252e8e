package together.message.readstate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import together.message.notification.SettingsRepository;
import together.message.testing.MessageDatabase;
import together.proto.ReadState;
import together.proto.ReadStatesGuild;

/**
 * How long the service takes for the unread state of a user in 100 servers of 50 channels, which
 * READY waits for. The figure is printed; it is held against its limit in the long form alone,
 * which nothing else disturbs.
 */
class UnreadTimesTest {
  private static final long USER = -1;
  private static final int GUILDS = 100;
  private static final int CHANNELS = 5_000;
  private static final int TIMES = 200;
  private static final double MOST_MILLIS = 20;

  private final ReadStateRepository states = new ReadStateRepository();
  private final SettingsRepository settings = new SettingsRepository();

  /**
   * Channel -1000 - n is of guild -100000 - n / 50. Every tenth has pinged, nine times, the user, a
   * role of theirs, another role and everyone; four of five are read up to the seventh of these.
   */
  private static void fill(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO channel_heads (channel_id, guild_id, seq, last_message_id, last_mention_id)"
              + " SELECT -1000 - n, -100000 - n / 50, 10, 10, CASE WHEN n % 10 = 0 THEN 9 ELSE 0 END"
              + " FROM generate_series(0, 4999) n");
      statement.execute(
          "INSERT INTO mentions (channel_id, target_id, message_id, author_id)"
              + " SELECT -1000 - n, target, message, -2 FROM generate_series(0, 4999, 10) n,"
              + " unnest(ARRAY[-1, -100000 - n / 50, -200000 - n / 50, -9]) target,"
              + " generate_series(1, 9) message");
      statement.execute(
          "INSERT INTO read_states (user_id, channel_id, last_read_id)"
              + " SELECT -1, -1000 - n, 7 FROM generate_series(0, 3999) n");
      // Of others, so that the user's are a small part.
      statement.execute(
          "INSERT INTO read_states (user_id, channel_id, last_read_id)"
              + " SELECT -10 - n % 50, -1000 - n / 50, 7 FROM generate_series(0, 249999) n");
      statement.execute(
          "INSERT INTO notification_settings (user_id, target_id, guild_id, level, muted,"
              + " suppress_everyone, suppress_roles)"
              + " SELECT -1, -100000 - n, -100000 - n, 1, true, true, false"
              + " FROM generate_series(0, 49) n");
      for (var table :
          List.of("channel_heads", "mentions", "read_states", "notification_settings")) {
        statement.execute("ANALYZE " + table);
      }
    }
  }

  private static ReadStatesGuild guild(long number) {
    return ReadStatesGuild.newBuilder()
        .setGuildId(-100_000 - number)
        .addRoleIds(-200_000 - number)
        .build();
  }

  private List<ReadState> ask(Connection connection) throws SQLException {
    var channels = LongStream.range(0, CHANNELS).mapToObj(number -> -1000 - number).toList();
    var guilds = LongStream.range(0, GUILDS).mapToObj(UnreadTimesTest::guild).toList();
    return states.states(connection, USER, channels, guilds, settings.of(connection, USER));
  }

  @Test
  void aHundredServersOfFiftyChannels() throws SQLException {
    try (var connection = MessageDatabase.connect()) {
      connection.setAutoCommit(false);
      fill(connection);
      for (int i = 0; i < TIMES; i++) {
        assertEquals(CHANNELS, ask(connection).size());
      }
      var millis = new double[TIMES];
      for (int i = 0; i < TIMES; i++) {
        long before = System.nanoTime();
        var found = ask(connection);
        millis[i] = (System.nanoTime() - before) / 1e6;
        assertEquals(400 * 2 + 100 * 9, found.stream().mapToInt(ReadState::getMentionCount).sum());
      }
      connection.rollback();
      Arrays.sort(millis);
      System.out.printf(
          "unread state of %d servers, %d channels: p50 %.1f ms, p99 %.1f ms%n",
          GUILDS, CHANNELS, millis[TIMES / 2], millis[TIMES * 99 / 100]);
      if (Boolean.getBoolean("together.soak")) {
        assertTrue(millis[TIMES / 2] <= MOST_MILLIS, () -> millis[TIMES / 2] + " ms");
      }
    }
  }
}
