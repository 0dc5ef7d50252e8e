package together.platform.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import together.platform.kafka.EventHeaders;
import together.platform.kafka.KafkaSettings;
import together.platform.kafka.Partitions;
import together.platform.kafka.Topics;

/**
 * Sends outbox rows as CloudEvents in binary mode: acknowledged by all in-sync replicas, in order
 * per partition.
 */
@ApplicationScoped
@IfBuildProperty(name = "together.database", stringValue = "true")
class OutboxProducer {
  private final KafkaProducer<byte[], byte[]> producer;
  private final Topics topics;
  private final String source;

  OutboxProducer(
      KafkaSettings settings,
      Topics topics,
      @ConfigProperty(name = "quarkus.application.name") String source) {
    var config = new HashMap<>(settings.client(source + "-outbox"));
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
    // A record given up would be overtaken by the next of its key: wait for Kafka as long as it
    // takes.
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Integer.MAX_VALUE);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    config.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 50);
    config.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 1_000);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L << 20);
    producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    this.topics = topics;
    this.source = source;
  }

  Future<RecordMetadata> send(OutboxRow row) {
    int partition = Partitions.of(row.partitionKey(), topics.partitions());
    var key = Long.toString(row.key()).getBytes(UTF_8);
    var record =
        new ProducerRecord<>(row.topic(), partition, row.createdMillis(), key, row.payload());
    var headers = record.headers();
    headers.add("ce_specversion", "1.0".getBytes(UTF_8));
    headers.add("ce_id", (source + "/" + row.id()).getBytes(UTF_8));
    headers.add("ce_type", (row.topic() + "." + row.type()).getBytes(UTF_8));
    headers.add("ce_source", ("/" + source).getBytes(UTF_8));
    headers.add("ce_time", Instant.ofEpochMilli(row.createdMillis()).toString().getBytes(UTF_8));
    headers.add("ce_subject", key);
    headers.add("content-type", "application/protobuf".getBytes(UTF_8));
    row.headers()
        .forEach((name, value) -> {
          headers.add(name, value.getBytes(UTF_8));
          if (name.equals(EventHeaders.TRACEPARENT)) {
            headers.add("ce_traceparent", value.getBytes(UTF_8));
          }
        });
    return producer.send(record);
  }

  void close() {
    producer.close(Duration.ofSeconds(2));
  }
}
