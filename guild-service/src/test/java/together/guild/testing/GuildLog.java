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
    long id = Long.parseLong(guildId);
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
          if (event.getGuildId() == id) {
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

  /** The newest of these: the event with this sequence. */
  public static Entry at(String guildId, long seq) throws InvalidProtocolBufferException {
    return until(guildId, seq).getLast();
  }
}
