package together.platform.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import together.proto.User;

/** Sends events to one topic and waits until Kafka has them. */
final class TestProducer implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;

  TestProducer(String servers, String topic) {
    this.topic = topic;
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  static byte[] user(long id) {
    return User.newBuilder().setId(id).build().toByteArray();
  }

  /** An event of key 1 in partition 0. */
  void send(String seq, byte[] payload) throws ExecutionException, InterruptedException {
    send(0, "1", seq, payload);
  }

  void send(int partition, String key, String seq, byte[] payload)
      throws ExecutionException, InterruptedException {
    var record = new ProducerRecord<>(topic, partition, key.getBytes(UTF_8), payload);
    record.headers().add(EventHeaders.SEQ, seq.getBytes(UTF_8));
    producer.send(record).get();
  }

  /** An event of key 1 in partition 0, of a trace. */
  void sendTraced(String traceparent, byte[] payload)
      throws ExecutionException, InterruptedException {
    var record = new ProducerRecord<>(topic, 0, "1".getBytes(UTF_8), payload);
    record.headers().add(EventHeaders.TRACEPARENT, traceparent.getBytes(UTF_8));
    producer.send(record).get();
  }

  @Override
  public void close() {
    producer.close();
  }
}
