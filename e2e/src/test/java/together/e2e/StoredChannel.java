package together.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import together.e2e.platform.Installation;
import together.proto.MessageEvent;

/**
 * A channel as the database has it, and as the log {@code together.message.v1} tells of it: what no
 * client sees.
 */
final class StoredChannel {
  private static final String TOPIC = "together.message.v1";
  private static final Duration POLL = Duration.ofMillis(500);

  private final Installation installation;
  private final String channel;

  StoredChannel(Installation installation, String channel) {
    this.installation = installation;
    this.channel = channel;
  }

  /** Contents by id. */
  private record State(long seq, Map<Long, String> messages) {}

  /**
   * Every change is in the log: without the repeats that consumers drop, its sequence has no gap
   * and ends where the database's does, ids rise, and what it tells, applied in its order, is what
   * the database has.
   */
  void assertLogAgrees() throws SQLException, InvalidProtocolBufferException {
    try (var connection = new Tables(installation, "message").connect()) {
      Wait.until(() -> waiting(connection) == 0, "the outbox to be empty");
      var stored = stored(connection);
      var told = told(stored.seq());
      assertEquals(stored.seq(), told.seq(), "the log's last sequence");
      assertEquals(stored.messages(), told.messages(), "what the log tells, and what is stored");
    }
  }

  private static long waiting(Connection connection) {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT count(*) FROM outbox")) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private State stored(Connection connection) throws SQLException {
    var messages = new TreeMap<Long, String>();
    try (var statement =
        connection.prepareStatement("SELECT id, content FROM messages WHERE channel_id = ?")) {
      statement.setLong(1, Long.parseLong(channel));
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          messages.put(row.getLong(1), row.getString(2));
        }
      }
    }
    try (var statement =
        connection.prepareStatement("SELECT seq FROM channel_heads WHERE channel_id = ?")) {
      statement.setLong(1, Long.parseLong(channel));
      try (var row = statement.executeQuery()) {
        return new State(row.next() ? row.getLong(1) : 0, messages);
      }
    }
  }

  /** The log up to that sequence. */
  private State told(long until) throws InvalidProtocolBufferException {
    var messages = new TreeMap<Long, String>();
    Map<String, Object> config =
        Map.of("bootstrap.servers", "127.0.0.1:" + installation.ports().of("KAFKA"));
    long seq = 0;
    try (var consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(
          consumer.partitionsFor(TOPIC).stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList());
      consumer.seekToBeginning(consumer.assignment());
      long end = System.nanoTime() + Limits.RECOVERY.toNanos();
      while (seq < until && System.nanoTime() < end) {
        for (var record : consumer.poll(POLL)) {
          if (isOfChannel(record)) {
            var event = MessageEvent.parseFrom(record.value());
            if (event.getSeq() > seq) {
              assertEquals(seq + 1, event.getSeq(), "the sequence has no gap");
              seq = event.getSeq();
              apply(event, messages);
            }
          }
        }
      }
    }
    return new State(seq, messages);
  }

  private boolean isOfChannel(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.UTF_8).equals(channel);
  }

  private static void apply(MessageEvent event, NavigableMap<Long, String> messages) {
    if (event.hasMessageCreate()) {
      var created = event.getMessageCreate();
      if (!messages.isEmpty()) {
        assertEquals(true, created.getId() > messages.lastKey(), "ids rise with the log");
      }
      assertEquals(null, messages.put(created.getId(), created.getContent()), "told twice");
    } else if (event.hasMessageUpdate()) {
      messages.replace(event.getMessageUpdate().getId(), event.getMessageUpdate().getContent());
    } else if (event.hasMessageDelete()) {
      messages.remove(event.getMessageDelete().getId());
    }
  }
}
