package together.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import together.e2e.platform.Installation;

/**
 * Puts copies of real records straight into the message log, each with the next sequence of its
 * channel: a gap in it would be told as a loss. Those channels must not be used for anything else.
 */
final class UnwantedRecords implements AutoCloseable {
  private static final String TOPIC = "together.message.v1";
  private static final String SEQ = "seq";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int BURST_MILLIS = 5;

  private final KafkaProducer<byte[], byte[]> producer;
  private final List<ConsumerRecord<byte[], byte[]>> models;
  private final AtomicLong failed = new AtomicLong();
  private final long[] seq;

  private UnwantedRecords(
      KafkaProducer<byte[], byte[]> producer, List<ConsumerRecord<byte[], byte[]>> models) {
    this.producer = producer;
    this.models = List.copyOf(models);
    this.seq = models.stream().mapToLong(UnwantedRecords::seq).toArray();
  }

  private static long seq(ConsumerRecord<byte[], byte[]> model) {
    return Long.parseLong(new String(model.headers().lastHeader(SEQ).value(), US_ASCII));
  }

  /**
   * @param post posts so many messages, which are then read from the log
   */
  static UnwantedRecords like(Installation installation, int count, Runnable post) {
    var config = config(installation);
    config.put("acks", "all");
    config.put("linger.ms", BURST_MILLIS);
    config.put("batch.size", 256 * 1024);
    var models = read(installation, count, post);
    var producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    return new UnwantedRecords(producer, models);
  }

  private static Map<String, Object> config(Installation installation) {
    var config = new HashMap<String, Object>();
    config.put("bootstrap.servers", "127.0.0.1:" + installation.ports().of("KAFKA"));
    return config;
  }

  /** At least so many records of the message log: those of what is posted meanwhile. */
  static List<ConsumerRecord<byte[], byte[]>> read(
      Installation installation, int count, Runnable post) {
    var bytes = new ByteArrayDeserializer();
    try (var consumer = new KafkaConsumer<>(config(installation), bytes, bytes)) {
      var partitions =
          consumer.partitionsFor(TOPIC).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToEnd(partitions);
      partitions.forEach(consumer::position);
      post.run();
      var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
      var deadline = System.nanoTime() + PATIENCE.toNanos();
      while (found.size() < count) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("the posts do not come out of Kafka");
        }
        consumer.poll(Duration.ofMillis(200)).forEach(found::add);
      }
      return found;
    }
  }

  /** Writes so many, evenly; returns when all are acknowledged. */
  void write(int count, int perSecond) {
    var begin = System.nanoTime();
    for (var number = 0; number < count; number++) {
      var due = begin + TimeUnit.SECONDS.toNanos(number) / perSecond;
      if (System.nanoTime() < due) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(BURST_MILLIS));
      }
      var index = number % models.size();
      var model = models.get(index);
      var record = new ProducerRecord<>(TOPIC, model.partition(), model.key(), model.value());
      model
          .headers()
          .forEach(header -> {
            if (!header.key().equals(SEQ)) {
              record.headers().add(header);
            }
          });
      record.headers().add(SEQ, Long.toString(++seq[index]).getBytes(US_ASCII));
      var _ =
          producer.send(
              record,
              (_, failure) -> {
                if (failure != null) {
                  failed.incrementAndGet();
                }
              });
    }
    producer.flush();
    if (failed.get() > 0) {
      throw new IllegalStateException(failed + " records were not taken by Kafka");
    }
  }

  /** Mean size of a record: key, value and headers. */
  int bytes() {
    return (int)
        models.stream()
            .mapToInt(model -> {
              var bytes = model.key().length + model.value().length;
              for (var header : model.headers()) {
                bytes += header.key().length() + header.value().length;
              }
              return bytes;
            })
            .average()
            .orElse(0);
  }

  @Override
  public void close() {
    producer.close();
  }
}
