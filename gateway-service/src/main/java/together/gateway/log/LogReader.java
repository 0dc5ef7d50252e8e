package together.gateway.log;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import together.platform.kafka.KafkaSettings;
import together.platform.kafka.SequenceFilter;
import together.platform.kafka.UnreadableEventException;

/**
 * Reads every partition of every log, without a group, from some minutes back: so a node that was
 * just started can resume clients of the one before it and knows the revocations that outlive
 * access tokens. What is not newer than the last of its key is dropped, alike on every node. One
 * thread.
 */
public final class LogReader implements AutoCloseable {
  private static final Logger log = Logger.getLogger(LogReader.class);
  private static final int KEYS_REMEMBERED = 200_000;

  /** What a log's records are handed to, in order per partition. */
  public interface Sink {
    /** The logs begin after these positions; called once, before any entry. */
    void begin(Positions start);

    void entries(List<LogEntry> entries);

    /** Everything there was at the start has been handed over; called once. */
    void caughtUp();
  }

  private final KafkaSettings settings;
  private final int partitions;
  private final Duration backfill;
  private final Clock clock;
  private final Sink sink;
  private final Consumer<String> dropped;
  private final Map<Log, SequenceFilter> filters = new EnumMap<>(Log.class);
  private final Thread thread =
      Thread.ofPlatform().daemon().name("log-reader").unstarted(this::run);
  private volatile boolean running = true;
  private volatile @Nullable KafkaConsumer<byte[], byte[]> current;

  /**
   * {@code dropped} is told why a record was not handed over: {@code repeated} or {@code
   * unreadable}.
   */
  public LogReader(
      KafkaSettings settings,
      int partitions,
      Duration backfill,
      Clock clock,
      Sink sink,
      Consumer<String> dropped) {
    this.settings = settings;
    this.partitions = partitions;
    this.backfill = backfill;
    this.clock = clock;
    this.sink = sink;
    this.dropped = dropped;
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

  private void run() {
    var config = new HashMap<>(settings.client("gateway-logs"));
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 500);
    config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
    try (var consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      current = consumer;
      var ends = seek(consumer);
      boolean caughtUp = false;
      while (running) {
        poll(consumer);
        if (!caughtUp
            && ends.entrySet().stream()
                .allMatch(e -> consumer.position(e.getKey()) >= e.getValue())) {
          caughtUp = true;
          sink.caughtUp();
        }
      }
    } catch (WakeupException e) {
      log.debug("log reader stops");
    }
  }

  private void poll(KafkaConsumer<byte[], byte[]> consumer) {
    var entries = new ArrayList<LogEntry>();
    for (var record : consumer.poll(Duration.ofMillis(500))) {
      var entry = read(record);
      if (entry != null) {
        entries.add(entry);
      }
    }
    if (!entries.isEmpty()) {
      // Guild records first: sight before what is seen.
      entries.sort((a, b) -> Integer.compare(a.log().ordinal(), b.log().ordinal()));
      sink.entries(entries);
    }
  }

  private SequenceFilter filter(Log one) {
    return filters.computeIfAbsent(one, name -> new SequenceFilter(KEYS_REMEMBERED));
  }

  private @Nullable LogEntry read(ConsumerRecord<byte[], byte[]> record) {
    try {
      var entry = new LogEntry(record);
      if (!filter(entry.log()).isNew(entry.key(), entry.seq())) {
        dropped.accept("repeated");
        return null;
      }
      entry.check();
      return entry;
    } catch (InvalidProtocolBufferException
        | UnreadableEventException
        | NumberFormatException
        | NullPointerException e) {
      log.errorf(
          "%s %d-%d cannot be read: %s",
          record.topic(), record.partition(), record.offset(), e.getMessage());
      dropped.accept("unreadable");
      return null;
    }
  }

  /**
   * Assigns all partitions once the topics exist, and goes back by the backfill. Returns where the
   * logs ended.
   */
  private Map<TopicPartition, Long> seek(KafkaConsumer<byte[], byte[]> consumer) {
    var all = awaitPartitions(consumer);
    consumer.assign(all);
    var ends = consumer.endOffsets(all);
    var since = clock.millis() - backfill.toMillis();
    var times = new HashMap<TopicPartition, Long>();
    all.forEach(partition -> times.put(partition, since));
    var found = consumer.offsetsForTimes(times);
    var start = new Positions(partitions);
    for (var partition : all) {
      var at = found.get(partition);
      long from = at == null ? ends.getOrDefault(partition, 0L) : at.offset();
      consumer.seek(partition, from);
      start.set(Log.ofTopic(partition.topic()), partition.partition(), from - 1);
    }
    sink.begin(start);
    return ends;
  }

  private List<TopicPartition> awaitPartitions(KafkaConsumer<byte[], byte[]> consumer) {
    while (true) {
      var all = new ArrayList<TopicPartition>();
      try {
        for (var one : Log.values()) {
          var known = consumer.partitionsFor(one.topic(), Duration.ofSeconds(2));
          if (known != null) {
            known.forEach(info -> all.add(new TopicPartition(info.topic(), info.partition())));
          }
        }
      } catch (WakeupException e) {
        throw e;
      } catch (KafkaException e) {
        log.debugf("waiting for the logs: %s", e.getMessage());
      }
      if (all.size() == Log.values().length * partitions) {
        return all;
      }
      if (!running) {
        throw new WakeupException();
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      throw new WakeupException();
    }
  }
}
