package together.message.testing;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import together.platform.testing.PlatformResource;
import together.proto.MessageEvent;

/** Reads {@code together.message.v1} from its beginning. */
public final class MessageLog {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private MessageLog() {}

  /** A record and what it says. */
  public record Entry(ConsumerRecord<byte[], byte[]> record, MessageEvent event) {
    public String header(String name) {
      var header = record.headers().lastHeader(name);
      return header == null
          ? ""
          : new String(header.value(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  /** Waits for so many events of a channel, and returns all there are then, in log order. */
  public static List<Entry> of(long channelId, int count) throws InvalidProtocolBufferException {
    return read(event -> event.getChannelId() == channelId, count);
  }

  private static List<Entry> read(Predicate<MessageEvent> wanted, int count)
      throws InvalidProtocolBufferException {
    var config = new Properties();
    config.putAll(Map.of("bootstrap.servers", PlatformResource.platform().bootstrapServers()));
    try (var consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(
          consumer.partitionsFor("together.message.v1").stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList());
      consumer.seekToBeginning(consumer.assignment());
      var entries = new ArrayList<Entry>();
      long start = System.nanoTime();
      while (System.nanoTime() - start < PATIENCE.toNanos()) {
        var records = consumer.poll(Duration.ofMillis(200));
        for (var record : records) {
          var event = MessageEvent.parseFrom(record.value());
          if (wanted.test(event)) {
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
