package together.bench.load;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import together.e2e.platform.Installation;

/** How many records the guild log has. */
final class GuildLogEnd implements AutoCloseable {
  private static final String TOPIC = "together.guild.v1";
  private static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;

  GuildLogEnd(Installation installation) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", "127.0.0.1:" + installation.ports().of("KAFKA"));
    consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    partitions =
        consumer.partitionsFor(TOPIC).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
  }

  /** Records that the change brings, when nothing else is done on the platform. */
  long broughtBy(Runnable change) {
    var before = records();
    change.run();
    LockSupport.parkNanos(SETTLE_NANOS);
    return records() - before;
  }

  private long records() {
    return consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
