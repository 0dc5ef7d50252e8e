package together.voice.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import together.platform.testing.PlatformResource;
import together.proto.VoiceEvent;

/** Reads {@code together.voice.v1} from its beginning. */
public final class VoiceLog {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private VoiceLog() {}

  /** A record and what it says. */
  public record Entry(ConsumerRecord<byte[], byte[]> record, VoiceEvent event) {
    public String header(String name) {
      var header = record.headers().lastHeader(name);
      return header == null ? "" : new String(header.value(), UTF_8);
    }
  }

  /** Waits for so many events of a guild, and returns all there are then, in log order. */
  public static List<Entry> of(long guildId, int count) throws InvalidProtocolBufferException {
    Map<String, Object> config =
        new HashMap<>(Map.of("bootstrap.servers", PlatformResource.platform().bootstrapServers()));
    try (var consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(
          consumer.partitionsFor("together.voice.v1").stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList());
      consumer.seekToBeginning(consumer.assignment());
      var entries = new ArrayList<Entry>();
      long start = System.nanoTime();
      while (System.nanoTime() - start < PATIENCE.toNanos()) {
        var records = consumer.poll(Duration.ofMillis(200));
        for (var record : records) {
          var event = VoiceEvent.parseFrom(record.value());
          if (event.getGuildId() == guildId) {
            entries.add(new Entry(record, event));
          }
        }
        if (entries.size() >= count && records.isEmpty()) {
          return entries;
        }
      }
      throw new AssertionError(entries.size() + " of " + count + " events came");
    }
  }
}
