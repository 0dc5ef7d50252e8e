package together.platform.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a service has written to a topic, from its beginning.
 *
 * @param <E> what the topic's records say
 */
public record TopicLog<E>(String topic, Parser<E> parser) {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** A record and what it says. */
  public record Entry<E>(ConsumerRecord<byte[], byte[]> record, E event) {
    /** The empty text when there is no such header. */
    public String header(String name) {
      var header = record.headers().lastHeader(name);
      return header == null ? "" : new String(header.value(), UTF_8);
    }

    public String key() {
      return new String(record.key(), UTF_8);
    }
  }

  /** Waits for so many of the wanted events, and returns all there are then, in log order. */
  public List<Entry<E>> read(Predicate<E> wanted, int count) throws InvalidProtocolBufferException {
    return entries(entry -> wanted.test(entry.event()), count);
  }

  /** The same of the events of one key. */
  public List<Entry<E>> ofKey(long key, int count) throws InvalidProtocolBufferException {
    return entries(entry -> entry.key().equals(Long.toString(key)), count);
  }

  private List<Entry<E>> entries(Predicate<Entry<E>> wanted, int count)
      throws InvalidProtocolBufferException {
    Map<String, Object> config =
        Map.of("bootstrap.servers", PlatformResource.platform().bootstrapServers());
    try (var consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList());
      consumer.seekToBeginning(consumer.assignment());
      var entries = new ArrayList<Entry<E>>();
      long start = System.nanoTime();
      while (System.nanoTime() - start < PATIENCE.toNanos()) {
        var records = consumer.poll(Duration.ofMillis(200));
        for (var record : records) {
          var entry = new Entry<>(record, parser.parseFrom(record.value()));
          if (wanted.test(entry)) {
            entries.add(entry);
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
