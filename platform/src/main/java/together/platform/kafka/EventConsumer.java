package together.platform.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;

/**
 * Reads topics and hands each new event to a handler, in order per partition.
 *
 * <p>In a group the replicas share the partitions and go on where the group stopped (offsets are
 * committed after the work); without one each replica reads everything from the newest on, for
 * caches. What is already seen by sequence is dropped; what cannot be read goes to {@code
 * together.<service>.dead-letter.v1}; what fails is tried again and never skipped.
 */
public final class EventConsumer implements AutoCloseable {
  private static final Logger log = Logger.getLogger(EventConsumer.class);
  private static final long LEAST_BACKOFF_MILLIS = 100;
  private static final long MOST_BACKOFF_MILLIS = 5_000;
  private static final int KEYS_REMEMBERED = 100_000;

  private final KafkaSettings settings;
  private final String service;
  private final List<String> topics;
  private final EventHandler handler;
  private final Map<String, SequenceFilter> filters = new HashMap<>();
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final boolean inGroup;
  private final Thread thread;
  private volatile boolean running = true;

  private EventConsumer(
      KafkaSettings settings,
      String service,
      List<String> topics,
      boolean inGroup,
      EventHandler handler) {
    this.settings = settings;
    this.service = service;
    this.topics = topics;
    this.inGroup = inGroup;
    this.handler = handler;
    var config = new HashMap<>(settings.client(service + (inGroup ? "-events" : "-cache")));
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 200);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, inGroup ? "earliest" : "latest");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
    config.put(
        ConsumerConfig.GROUP_ID_CONFIG,
        inGroup
            ? "together." + service
            : "together."
                + service
                + ".cache."
                + ProcessHandle.current().pid()
                + "."
                + System.nanoTime());
    consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    thread = Thread.ofPlatform().daemon().name(service + "-events").unstarted(this::run);
  }

  /** The replicas of {@code service} share the events. */
  public static EventConsumer inGroup(
      KafkaSettings settings, String service, List<String> topics, EventHandler handler) {
    return new EventConsumer(settings, service, topics, true, handler);
  }

  /** This process sees all events from now on. */
  public static EventConsumer ofAll(
      KafkaSettings settings, String service, List<String> topics, EventHandler handler) {
    return new EventConsumer(settings, service, topics, false, handler);
  }

  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    running = false;
    consumer.wakeup();
    try {
      thread.join(3_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      consumer.subscribe(topics);
      long backoff = LEAST_BACKOFF_MILLIS;
      while (running) {
        try {
          pollOnce();
          backoff = LEAST_BACKOFF_MILLIS;
        } catch (WakeupException e) {
          throw e;
        } catch (KafkaException e) {
          // A consumer that ended by it would leave the service deaf and looking well.
          log.warnf("%s: %s; again in %d ms", topics, e, backoff);
          pause(backoff);
          backoff = Math.min(backoff * 2, MOST_BACKOFF_MILLIS);
        }
      }
    } catch (WakeupException e) {
      log.debug("stopping");
    } finally {
      consumer.close();
    }
  }

  private void pollOnce() {
    var handled = handle(consumer.poll(Duration.ofSeconds(1)));
    if (inGroup && !handled.isEmpty()) {
      consumer.commitAsync(handled, null);
    }
  }

  /** Up to where the records were handled: what a stop interrupts is no part of it. */
  private Map<TopicPartition, OffsetAndMetadata> handle(ConsumerRecords<byte[], byte[]> records) {
    var handled = new HashMap<TopicPartition, OffsetAndMetadata>();
    for (var record : records) {
      if (!handleUntilDone(record)) {
        break;
      }
      handled.put(
          new TopicPartition(record.topic(), record.partition()),
          new OffsetAndMetadata(record.offset() + 1));
    }
    return handled;
  }

  /** Whether it was done before the consumer was stopped. */
  private boolean handleUntilDone(ConsumerRecord<byte[], byte[]> record) {
    Exception unreadable = null;
    try {
      if (!isNew(record)) {
        return true;
      }
    } catch (UnreadableEventException e) {
      unreadable = e;
    }
    for (long backoff = LEAST_BACKOFF_MILLIS;
        running;
        backoff = Math.min(backoff * 2, MOST_BACKOFF_MILLIS)) {
      // What the handler asks, writes and tells belongs to the trace of the change.
      try (var _ = EventHeaders.trace(record.headers()).makeCurrent()) {
        if (unreadable == null) {
          handler.handle(new Event(record));
        } else {
          deadLetter(record, unreadable);
        }
        return true;
      } catch (InvalidProtocolBufferException | UnreadableEventException e) {
        unreadable = e;
      } catch (RuntimeException e) {
        log.warnf(
            e,
            "%s %d-%d failed, again in %d ms",
            record.topic(),
            record.partition(),
            record.offset(),
            backoff);
        pause(backoff);
      }
    }
    return false;
  }

  private boolean isNew(ConsumerRecord<byte[], byte[]> record) {
    long seq = EventHeaders.number(record.headers(), EventHeaders.SEQ);
    if (seq == 0 || record.key() == null) {
      return true;
    }
    long key;
    try {
      key = Long.parseLong(new String(record.key(), UTF_8));
    } catch (NumberFormatException e) {
      throw new UnreadableEventException("key is no number", e);
    }
    return filters
        .computeIfAbsent(record.topic(), topic -> new SequenceFilter(KEYS_REMEMBERED))
        .isNew(key, seq);
  }

  private void deadLetter(ConsumerRecord<byte[], byte[]> record, Exception cause) {
    var topic = "together." + service + ".dead-letter.v1";
    log.errorf(
        "%s %d-%d cannot be read (%s): to %s",
        record.topic(), record.partition(), record.offset(), cause.getMessage(), topic);
    try (var producer =
        new KafkaProducer<>(
            settings.client(service + "-dead-letter"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      var copy = new ProducerRecord<>(topic, null, record.key(), record.value(), record.headers());
      var origin = record.topic() + "/" + record.partition() + "/" + record.offset();
      copy.headers().add("dead_letter_origin", origin.getBytes(UTF_8));
      copy.headers().add("dead_letter_reason", String.valueOf(cause.getMessage()).getBytes(UTF_8));
      producer.send(copy).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("dead-letter topic refused a record", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
