package together.guild.testing;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import together.platform.kafka.Partitions;
import together.platform.testing.PlatformResource;
import together.proto.AuditEvent;
import together.proto.GuildEvent;

/** Reads {@code together.guild.v1} from its beginning. */
public final class GuildLog {
  private static final String TOPIC = "together.guild.v1";
  private static final int PARTITIONS = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private GuildLog() {}

  /** A record and what it says. */
  public record Entry(ConsumerRecord<byte[], byte[]> record, GuildEvent event) {
    public String header(String name) {
      var header = record.headers().lastHeader(name);
      return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    public String key() {
      return new String(record.key(), StandardCharsets.UTF_8);
    }
  }

  /**
   * Waits for the event with this sequence, and returns all of the guild up to it, in log order.
   */
  public static List<Entry> until(String guildId, long seq) throws InvalidProtocolBufferException {
    return read(Long.parseLong(guildId), seq);
  }

  /** The same for a private channel. */
  public static List<Entry> ofChannel(String channelId, long seq)
      throws InvalidProtocolBufferException {
    return read(Long.parseLong(channelId), seq);
  }

  private static List<Entry> read(long id, long seq) throws InvalidProtocolBufferException {
    Map<String, Object> config =
        Map.of("bootstrap.servers", PlatformResource.platform().bootstrapServers());
    try (var consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(new TopicPartition(TOPIC, Partitions.of(id, PARTITIONS))));
      consumer.seekToBeginning(consumer.assignment());
      var entries = new ArrayList<Entry>();
      long start = System.nanoTime();
      while (System.nanoTime() - start < PATIENCE.toNanos()) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          var event = GuildEvent.parseFrom(record.value());
          if (new String(record.key(), StandardCharsets.UTF_8).equals(Long.toString(id))) {
            entries.add(new Entry(record, event));
          }
        }
        if (!entries.isEmpty() && entries.getLast().event().getSeq() >= seq) {
          return entries;
        }
      }
      throw new AssertionError("event " + seq + " did not come, only " + entries);
    }
  }

  /** All audit events of the guild, as soon as there are so many. */
  public static List<AuditEvent> audit(String guildId, int count)
      throws InvalidProtocolBufferException {
    long id = Long.parseLong(guildId);
    Map<String, Object> config =
        Map.of("bootstrap.servers", PlatformResource.platform().bootstrapServers());
    try (var consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(
          List.of(new TopicPartition("together.audit.v1", Partitions.of(id, PARTITIONS))));
      consumer.seekToBeginning(consumer.assignment());
      var events = new ArrayList<AuditEvent>();
      long start = System.nanoTime();
      while (System.nanoTime() - start < PATIENCE.toNanos()) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          var event = AuditEvent.parseFrom(record.value());
          if (event.getGuildId() == id) {
            events.add(event);
          }
        }
        if (events.size() >= count) {
          return events;
        }
      }
      throw new AssertionError(count + " audit events did not come, only " + events);
    }
  }

  /** The newest of these: the event with this sequence. */
  public static Entry at(String guildId, long seq) throws InvalidProtocolBufferException {
    return until(guildId, seq).getLast();
  }
}
