package together.bench.growth;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Fills the tables of message-service as posts would have: messages in any of the channels, in the
 * order of their ids, with their nonces. Many a statement, where posts would need hours.
 */
public final class Filling {
  private static final long EPOCH_MILLIS = 1_420_070_400_000L;
  private static final int TIME_SHIFT = 22;
  private static final int BLOCK = 20_000;
  private static final Duration PATIENCE = Duration.ofHours(2);

  private static final String INSERT =
      "WITH said AS MATERIALIZED (SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::bigint[],"
          + " ?::bigint[], ?::text[], ?::text[])"
          + " AS said (channel_id, id, guild_id, author_id, content, nonce)),"
          + " remembered AS (INSERT INTO message.nonces (channel_id, author_id, nonce, message_id)"
          + " SELECT channel_id, author_id, nonce, id FROM said),"
          + " stored AS (INSERT INTO message.messages"
          + " (channel_id, id, guild_id, author_id, type, content, nonce)"
          + " SELECT channel_id, id, guild_id, author_id, 0, content, nonce FROM said)"
          + " INSERT INTO message.channel_heads AS head (channel_id, guild_id, seq, last_message_id)"
          + " SELECT channel_id, guild_id, count(*), max(id) FROM said GROUP BY 1, 2 ORDER BY 1"
          + " ON CONFLICT (channel_id) DO UPDATE SET seq = head.seq + excluded.seq,"
          + " last_message_id = greatest(head.last_message_id, excluded.last_message_id)";

  private final Connection connection;
  private final Channels channels;
  private final ChatText texts;
  private final NavigableMap<Long, Long> firstIds = new TreeMap<>();
  private long done;

  public Filling(Connection connection, Channels channels, ChatText texts) {
    this.connection = connection;
    this.channels = channels;
    this.texts = texts;
  }

  /** The id of the message of this number. */
  public long id(long number) {
    var first = firstIds.floorEntry(number);
    return first.getValue() + number - first.getKey();
  }

  public long done() {
    return done;
  }

  /** Goes on until there are so many, and waits until they are indexed; seconds of both. */
  public double[] fill(long count) throws SQLException {
    long begin = System.nanoTime();
    // Above all that has been posted, and all that will be is above these: a millisecond has four
    // million ids.
    firstIds.put(done, (Clock.systemUTC().millis() - EPOCH_MILLIS) << TIME_SHIFT);
    // Of this session only: the posts that are measured stay durable.
    execute("SET synchronous_commit = off");
    while (done < count) {
      block((int) Math.min(BLOCK, count - done));
    }
    for (var table : List.of("messages", "nonces", "channel_heads")) {
      execute("VACUUM (ANALYZE) message." + table);
    }
    double filled = (System.nanoTime() - begin) / 1e9;
    awaitIndexed();
    double indexed = (System.nanoTime() - begin) / 1e9 - filled;
    for (var table : List.of("search_parts", "search_segments", "search_marks")) {
      execute("VACUUM (ANALYZE) message." + table);
    }
    execute("CHECKPOINT");
    return new double[] {filled, indexed};
  }

  private void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void block(int size) throws SQLException {
    var columns = new Object[6][size];
    for (int row = 0; row < size; row++) {
      long number = done + row;
      int place = place(number, channels.channels().size());
      columns[0][row] = channels.channels().get(place);
      columns[1][row] = id(number);
      columns[2][row] = channels.guilds().get(place);
      columns[3][row] = channels.authors().get(place(number * 31, channels.authors().size()));
      columns[4][row] = texts.text(number);
      columns[5][row] = "growth-" + number;
    }
    try (var statement = connection.prepareStatement(INSERT)) {
      for (int column = 0; column < columns.length; column++) {
        var type = column < 4 ? "bigint" : "text";
        statement.setArray(column + 1, connection.createArrayOf(type, columns[column]));
      }
      statement.executeUpdate();
    }
    done += size;
  }

  /** Any, and the same in every run. */
  static int place(long number, int size) {
    long mixed = (number + 1) * 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    return (int) Math.floorMod(mixed ^ (mixed >>> 27), (long) size);
  }

  private void awaitIndexed() throws SQLException {
    var behind =
        "SELECT count(*) FROM (SELECT head.guild_id FROM message.channel_heads head LEFT JOIN"
            + " message.search_marks mark ON mark.channel_id = head.channel_id GROUP BY 1"
            + " HAVING sum(head.seq - coalesce(mark.counted_seq, 0)) >= 2048) AS behind";
    long begin = System.nanoTime();
    while (number(behind) > 0) {
      if (System.nanoTime() - begin > PATIENCE.toNanos()) {
        throw new IllegalStateException("the search index does not catch up");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
    }
  }

  /** What a query of one number says. */
  public long number(String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
