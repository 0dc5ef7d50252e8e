package together.gateway.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import together.platform.kafka.KafkaSettings;

/**
 * Reads every partition of one topic, without a group: all of it, or what comes from now on;
 * whatever fails is tried again from where it was reached. One thread.
 */
public final class TopicReader implements AutoCloseable {
  private static final Logger log = Logger.getLogger(TopicReader.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long PAUSE_MILLIS = 500;

  /** What the records are handed to, on the reader's thread. */
  public interface Sink {
    /** {@code isOld}: it was in the topic when reading began. */
    void accept(ConsumerRecord<byte[], byte[]> record, boolean isOld);

    /** After each look at the topic, a few a second. */
    void polled(boolean caughtUp);
  }

  /** Where reading begins. */
  public enum From {
    BEGINNING,
    NOW
  }

  private final KafkaSettings settings;
  private final String topic;
  private final int partitions;
  private final From from;
  private final Sink sink;
  private final Thread thread;
  private final Map<TopicPartition, Long> next = new HashMap<>();
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private volatile @Nullable Consumer<byte[], byte[]> current;
  private volatile boolean running = true;
  private boolean caughtUp;

  public TopicReader(KafkaSettings settings, String topic, int partitions, From from, Sink sink) {
    this.settings = settings;
    this.topic = topic;
    this.partitions = partitions;
    this.from = from;
    this.sink = sink;
    thread = new Thread(this::run, "reader of " + topic);
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    running = false;
    var consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
  }

  private Consumer<byte[], byte[]> connect() {
    var config = new HashMap<>(settings.client("gateway-" + topic));
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
    config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private void run() {
    while (running) {
      try (var consumer = connect()) {
        current = consumer;
        follow(consumer);
      } catch (WakeupException e) {
        log.debugf("reader of %s stops", topic);
      } catch (RuntimeException e) {
        log.errorf(e, "%s cannot be read, again in %d ms", topic, PAUSE_MILLIS);
        pause();
      }
    }
  }

  private void follow(Consumer<byte[], byte[]> consumer) {
    var all = awaitPartitions(consumer);
    if (all.isEmpty()) {
      return;
    }
    consumer.assign(all);
    if (next.isEmpty()) {
      switch (from) {
        case BEGINNING -> consumer.seekToBeginning(all);
        case NOW -> consumer.seekToEnd(all);
      }
      ends.putAll(consumer.endOffsets(all));
      all.forEach(partition -> next.put(partition, consumer.position(partition)));
    } else {
      next.forEach(consumer::seek);
    }
    while (running) {
      for (var record : consumer.poll(POLL)) {
        var partition = new TopicPartition(record.topic(), record.partition());
        sink.accept(record, record.offset() < ends.getOrDefault(partition, 0L));
        next.put(partition, record.offset() + 1);
      }
      if (!caughtUp) {
        caughtUp =
            ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
      }
      sink.polled(caughtUp);
    }
  }

  /** None when the reader is closed meanwhile. */
  private List<TopicPartition> awaitPartitions(Consumer<byte[], byte[]> consumer) {
    while (running) {
      var known = consumer.partitionsFor(topic, Duration.ofSeconds(5));
      if (known != null && known.size() == partitions) {
        var all = new ArrayList<TopicPartition>();
        known.forEach(info -> all.add(new TopicPartition(info.topic(), info.partition())));
        return all;
      }
      pause();
    }
    return List.of();
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      running = false;
    }
  }
}
