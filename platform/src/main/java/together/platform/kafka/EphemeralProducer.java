package together.platform.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.MessageLite;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends events that need not arrive, as CloudEvents in binary mode, without an outbox: what Kafka
 * does not take at once is lost and counted, and nobody waits for it.
 */
@ApplicationScoped
public class EphemeralProducer {
  private static final Logger log = Logger.getLogger(EphemeralProducer.class);

  private final KafkaProducer<byte[], byte[]> producer;
  private final Topics topics;
  private final Clock clock;
  private final String source;
  private final Counter lost;

  public EphemeralProducer(
      KafkaSettings settings,
      Topics topics,
      Clock clock,
      MeterRegistry meters,
      @ConfigProperty(name = "quarkus.application.name") String source) {
    var config = new HashMap<>(settings.client(source + "-ephemeral"));
    config.put(ProducerConfig.ACKS_CONFIG, "1");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 100);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5_000);
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 1L << 20);
    producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    this.topics = topics;
    this.clock = clock;
    this.source = source;
    lost = meters.counter("together.ephemeral.lost");
  }

  @PreDestroy
  void stop() {
    producer.close(Duration.ofSeconds(1));
  }

  /**
   * Sends an event.
   *
   * @param type the oneof case's field name
   * @param partitionKey what the topic is partitioned by
   * @param headers beside those of CloudEvents; zeros are left out
   */
  public void send(
      String topic,
      String type,
      long partitionKey,
      long key,
      Map<String, Long> headers,
      MessageLite event) {
    var now = clock.instant();
    var keyText = Long.toString(key).getBytes(UTF_8);
    var record =
        new ProducerRecord<>(
            topic,
            Partitions.of(partitionKey, topics.partitions()),
            now.toEpochMilli(),
            keyText,
            event.toByteArray());
    var all = record.headers();
    all.add("ce_specversion", "1.0".getBytes(UTF_8));
    all.add("ce_id", (source + "/" + UUID.randomUUID()).getBytes(UTF_8));
    all.add("ce_type", (topic + "." + type).getBytes(UTF_8));
    all.add("ce_source", ("/" + source).getBytes(UTF_8));
    all.add("ce_time", now.toString().getBytes(UTF_8));
    all.add("ce_subject", keyText);
    all.add("content-type", "application/protobuf".getBytes(UTF_8));
    headers.forEach((name, value) -> {
      if (value != 0) {
        all.add(name, Long.toString(value).getBytes(UTF_8));
      }
    });
    try {
      var _ = producer.send(record, (sent, failure) -> lost(failure));
    } catch (KafkaException e) {
      lost(e);
    }
  }

  private void lost(@Nullable Exception failure) {
    if (failure != null) {
      lost.increment();
      log.debugf("an ephemeral event is lost: %s", failure.getMessage());
    }
  }
}
