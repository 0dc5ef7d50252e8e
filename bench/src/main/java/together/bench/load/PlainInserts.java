package together.bench.load;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import together.e2e.platform.Installation;

/**
 * The limit writes are held against: all rows that a post writes (the message, its nonce, the move
 * of its channel's head, its event in the outbox), by plain JDBC into tables made alike in the same
 * PostgreSQL. Each writer has channels of its own: none waits for another's lock.
 */
final class PlainInserts implements AutoCloseable {
  /** What of a post's rows is written. */
  enum Rows {
    MESSAGE_ALONE,
    ALL
  }

  private static final String SCHEMA = "bench_scratch";
  private static final int CHANNELS = 256;
  private static final List<String> TABLES =
      List.of("messages", "nonces", "channel_heads", "outbox");
  private static final String MESSAGE =
      "INSERT INTO bench_scratch.messages (channel_id, id, guild_id, author_id, type, content,"
          + " nonce) VALUES (?, ?, ?, ?, ?, ?, ?)";
  private static final String NONCE =
      "INSERT INTO bench_scratch.nonces (channel_id, author_id, nonce, message_id)"
          + " VALUES (?, ?, ?, ?)";
  private static final String HEAD =
      "UPDATE bench_scratch.channel_heads SET seq = seq + ?, last_message_id = ?"
          + " WHERE channel_id = ?";
  private static final String OUTBOX =
      "INSERT INTO bench_scratch.outbox (key, shard, topic, partition_key, type, headers, payload)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?)";

  private final Installation installation;
  private final Object[] message;
  private final ConsumerRecord<byte[], byte[]> event;
  private final AtomicLong next = new AtomicLong();

  private PlainInserts(
      Installation installation, Object[] message, ConsumerRecord<byte[], byte[]> event) {
    this.installation = installation;
    this.message = message;
    this.event = event;
  }

  /**
   * Reads the newest message and makes the tables.
   *
   * @param event of a message like it
   */
  static PlainInserts of(Installation installation, ConsumerRecord<byte[], byte[]> event)
      throws SQLException {
    try (var connection = connect(installation);
        var statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
      statement.execute("CREATE SCHEMA " + SCHEMA);
      for (var table : TABLES) {
        statement.execute(
            "CREATE TABLE %1$s.%2$s (LIKE message.%2$s INCLUDING ALL)".formatted(SCHEMA, table));
      }
      // What LIKE leaves out, and updates in place need.
      statement.execute("ALTER TABLE " + SCHEMA + ".channel_heads SET (fillfactor = 50)");
      statement.execute(
          "INSERT INTO %s.channel_heads (channel_id, guild_id, seq, last_message_id)"
                  .formatted(SCHEMA)
              + " SELECT channel, 1, 0, 0 FROM generate_series(0, "
              + (CHANNELS - 1)
              + ") AS channel");
      try (var row =
          statement.executeQuery(
              "SELECT guild_id, author_id, type, content FROM message.messages"
                  + " WHERE nonce IS NOT NULL ORDER BY id DESC LIMIT 1")) {
        row.next();
        var values =
            new Object[] {row.getLong(1), row.getLong(2), row.getShort(3), row.getString(4)};
        return new PlainInserts(installation, values, event);
      }
    }
  }

  /** Each write is one post: one call to the database, one commit. */
  ClosedLoop.Writers single(Rows rows) {
    return number -> {
      var connection = connect(installation);
      // One implicit transaction: the driver sends all of it at once.
      var sql = rows == Rows.ALL ? String.join("; ", MESSAGE, NONCE, HEAD, OUTBOX) : MESSAGE;
      var insert = connection.prepareStatement(sql);
      var headers = headers();
      return new ClosedLoop.Writer() {
        @Override
        public void write() throws SQLException {
          long id = next.incrementAndGet();
          setMessage(insert, number, id);
          if (rows == Rows.ALL) {
            setNonce(insert, 8, number, id);
            setHead(insert, 12, number, 1, id);
            setEvent(insert, 15, number, headers);
          }
          insert.execute();
        }

        @Override
        public void close() throws SQLException {
          connection.close();
        }
      };
    };
  }

  /** Each write is so many posts, in so many channels, in one transaction. */
  ClosedLoop.Writers batches(int size, int channels) {
    return number -> {
      var connection = connect(installation);
      connection.setAutoCommit(false);
      var statements = new ArrayList<PreparedStatement>();
      for (var sql : List.of(MESSAGE, NONCE, HEAD, OUTBOX)) {
        statements.add(connection.prepareStatement(sql));
      }
      var headers = headers();
      return new ClosedLoop.Writer() {
        @Override
        public void write() throws SQLException {
          for (int post = 0; post < size; post++) {
            long channel = (long) number * channels + post % channels;
            long id = next.incrementAndGet();
            setMessage(statements.get(0), channel, id);
            setNonce(statements.get(1), 1, channel, id);
            setEvent(statements.get(3), 1, channel, headers);
            for (int table : new int[] {0, 1, 3}) {
              statements.get(table).addBatch();
            }
          }
          for (int channel = 0; channel < Math.min(channels, size); channel++) {
            long of = (long) number * channels + channel;
            setHead(statements.get(2), 1, of, Math.max(1, size / channels), next.get());
            statements.get(2).addBatch();
          }
          for (var statement : statements) {
            var _ = statement.executeBatch();
          }
          connection.commit();
        }

        @Override
        public void close() throws SQLException {
          connection.close();
        }
      };
    };
  }

  private void setMessage(PreparedStatement statement, long channel, long id) throws SQLException {
    statement.setLong(1, channel);
    statement.setLong(2, id);
    for (int value = 0; value < message.length; value++) {
      statement.setObject(3 + value, message[value]);
    }
    statement.setString(7, "plain-" + id);
  }

  private void setNonce(PreparedStatement statement, int first, long channel, long id)
      throws SQLException {
    statement.setLong(first, channel);
    statement.setObject(first + 1, message[1]);
    statement.setString(first + 2, "plain-" + id);
    statement.setLong(first + 3, id);
  }

  private static void setHead(
      PreparedStatement statement, int first, long channel, long posts, long id)
      throws SQLException {
    statement.setLong(first, posts);
    statement.setLong(first + 1, id);
    statement.setLong(first + 2, channel);
  }

  private void setEvent(PreparedStatement statement, int first, long channel, String[] headers)
      throws SQLException {
    statement.setLong(first, channel);
    statement.setShort(first + 1, (short) (channel % 8));
    statement.setString(first + 2, event.topic());
    statement.setLong(first + 3, channel);
    statement.setString(first + 4, "message_create");
    statement.setArray(first + 5, statement.getConnection().createArrayOf("text", headers));
    statement.setBytes(first + 6, event.value());
  }

  /** Names and values in turn, as the outbox keeps them. */
  private String[] headers() {
    var headers = new ArrayList<String>();
    for (var header : event.headers()) {
      headers.add(header.key());
      headers.add(new String(header.value(), StandardCharsets.UTF_8));
    }
    return headers.toArray(String[]::new);
  }

  @Override
  public void close() throws SQLException {
    try (var connection = connect(installation);
        var statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA " + SCHEMA + " CASCADE");
    }
  }

  /** Bytes on disk of a stored message, its share of the indexes included. */
  static long bytesOfAMessage(Installation installation) throws SQLException {
    try (var connection = connect(installation);
        var statement = connection.createStatement();
        var result =
            statement.executeQuery(
                "SELECT pg_total_relation_size('message.messages') / greatest(count(*), 1)"
                    + " FROM message.messages")) {
      result.next();
      return result.getLong(1);
    }
  }

  private static Connection connect(Installation installation) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/together?reWriteBatchedInserts=true"
            .formatted(installation.ports().of("POSTGRES")),
        "postgres",
        installation.secret("database-superuser"));
  }
}
