package together.gateway.presence;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import together.platform.kafka.KafkaSettings;
import together.platform.kafka.Partitions;
import together.proto.PresenceEvent;
import together.proto.UserPresence;

/** Writes users' records; apart from the heartbeats, which must not wait behind them. */
final class PresenceProducer implements PresenceWriter.Sender, AutoCloseable {
  static final String TOPIC = "together.presence.v1";

  private final KafkaProducer<byte[], byte[]> producer;
  private final int partitions;
  private final Clock clock;

  PresenceProducer(KafkaSettings settings, int partitions, Clock clock) {
    var config = new HashMap<>(settings.client("gateway-user-presence"));
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 4L << 20);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 10);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    this.partitions = partitions;
    this.clock = clock;
  }

  @Override
  public void send(String incarnation, long userId, @Nullable Stated stated, Runnable failed) {
    var key = new PresenceKey(incarnation, userId);
    int partition = Partitions.of(userId, partitions);
    send(
        new ProducerRecord<>(
            TOPIC,
            partition,
            clock.millis(),
            key.bytes(),
            stated == null ? null : value(userId, stated)),
        (sent, failure) -> {
          if (failure != null) {
            failed.run();
          }
        });
  }

  /** Takes a dead node's heartbeat from the topic; tried again as long as it is there. */
  void forget(String incarnation) {
    send(
        new ProducerRecord<>(TOPIC, new PresenceKey(incarnation, 0).bytes(), null),
        (sent, failure) -> {});
  }

  private void send(ProducerRecord<byte[], byte[]> record, Callback callback) {
    var _ = producer.send(record, callback);
  }

  static byte[] value(long userId, Stated stated) {
    var choice = stated.choice();
    var presence =
        UserPresence.newBuilder()
            .setUserId(userId)
            .setStatus(choice.status().number())
            .setAfk(choice.afk())
            .setChosenMillis(choice.chosenMillis());
    var custom = stated.custom();
    if (custom != null) {
      presence.setCustomStatus(custom.proto()).setSettingsRevision(stated.revision());
    }
    return PresenceEvent.newBuilder().setUserPresence(presence).build().toByteArray();
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
  }
}
