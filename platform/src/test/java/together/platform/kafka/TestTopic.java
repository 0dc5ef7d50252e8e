package together.platform.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A topic of the test's own, and everything it holds. */
public final class TestTopic implements AutoCloseable {
  public static final int PARTITIONS = 8;

  private final String name;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

  private TestTopic(String servers, String name) {
    this.name = name;
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers, "reconnect.backoff.max.ms", "200"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(
        IntStream.range(0, PARTITIONS).mapToObj(p -> new TopicPartition(name, p)).toList());
    consumer.seekToBeginning(consumer.assignment());
  }

  public static TestTopic create(String servers) throws ExecutionException, InterruptedException {
    return create(servers, "test." + UUID.randomUUID());
  }

  public static TestTopic create(String servers, String name)
      throws ExecutionException, InterruptedException {
    try (var admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      admin.createTopics(List.of(new NewTopic(name, PARTITIONS, (short) 1))).all().get();
    }
    return new TestTopic(servers, name);
  }

  public String name() {
    return name;
  }

  /** All records so far, in order per partition. */
  public List<ConsumerRecord<byte[], byte[]>> records() {
    consumer.poll(Duration.ofMillis(100)).forEach(records::add);
    return List.copyOf(records);
  }

  /** The {@code seq} header of each record of this key, in the log's order. */
  public List<Long> sequences(long key) {
    return records().stream()
        .filter(record -> new String(record.key(), UTF_8).equals(Long.toString(key)))
        .map(record -> EventHeaders.number(record.headers(), EventHeaders.SEQ))
        .toList();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
