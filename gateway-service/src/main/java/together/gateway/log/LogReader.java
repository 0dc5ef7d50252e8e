package together.gateway.log;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import together.platform.kafka.KafkaSettings;

/**
 * Reads every partition of every log, without a group, from some minutes back: so a node that was
 * just started can resume clients of the one before it and knows the revocations that outlive
 * access tokens. What is not newer than the last of its key is dropped, alike on every node. One
 * thread.
 */
public final class LogReader implements AutoCloseable {
  private static final Logger log = Logger.getLogger(LogReader.class);
  private static final int KEYS_REMEMBERED = 200_000;
  private static final long LEAST_BACKOFF_MILLIS = 100;
  private static final long MOST_BACKOFF_MILLIS = 5_000;

  /** Records of one read that make it worth waiting for more. */
  private static final int MANY = 8;

  private static final long PAUSE_NANOS = 4_000_000;

  /** What a log's records are handed to, in order per partition. */
  public interface Sink {
    /** The logs begin after these positions; before any entry, again only when it throws. */
    void begin(Positions start);

    /** Handed over again when it throws: what it has taken of them must then be left out. */
    void entries(List<LogEntry> entries);

    /** Everything there was at the start has been handed over; again only when it throws. */
    void caughtUp();
  }

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final int partitions;
  private final Duration backfill;
  private final Clock clock;
  private final Sink sink;
  private final RecordFilter filter;
  private final Thread thread =
      Thread.ofPlatform().daemon().name("log-reader").unstarted(this::run);
  private volatile boolean running = true;
  private volatile boolean refused;
  private volatile long turnNanos = System.nanoTime();
  private volatile long behindMillis;
  private volatile @Nullable Consumer<byte[], byte[]> current;
  private final Map<TopicPartition, Long> ends = new HashMap<>();

  /** Offsets to go on from; none before the beginning. */
  private final Map<TopicPartition, Long> next = new HashMap<>();

  private final List<LogEntry> pending = new ArrayList<>();
  private boolean caughtUp;
  private long backoffMillis = LEAST_BACKOFF_MILLIS;

  public LogReader(
      KafkaSettings settings,
      int partitions,
      Duration backfill,
      Clock clock,
      Sink sink,
      LogMeters meters) {
    this(() -> kafka(settings), partitions, backfill, clock, sink, meters);
  }

  LogReader(
      Supplier<Consumer<byte[], byte[]>> consumers,
      int partitions,
      Duration backfill,
      Clock clock,
      Sink sink,
      LogMeters meters) {
    this.consumers = consumers;
    this.partitions = partitions;
    this.backfill = backfill;
    this.clock = clock;
    this.sink = sink;
    this.filter = new RecordFilter(KEYS_REMEMBERED, meters);
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

  /**
   * How old the last record is while others wait behind it, or how long nothing was read at all; up
   * to the half second of a poll it means nothing.
   */
  public Duration lag() {
    long idle = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - turnNanos);
    return Duration.ofMillis(Math.max(idle, behindMillis));
  }

  /** Whether records go on being handed over; false once the thread has ended. */
  public boolean isAlive() {
    return thread.isAlive() && !refused;
  }

  private static Consumer<byte[], byte[]> kafka(KafkaSettings settings) {
    var config = new HashMap<>(settings.client("gateway-logs"));
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 500);
    config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Until it is closed: whatever fails is tried again, from where it was reached. */
  private void run() {
    while (running) {
      try (var consumer = consumers.get()) {
        current = consumer;
        follow(consumer);
      } catch (WakeupException e) {
        log.debug("log reader stops");
      } catch (RuntimeException e) {
        log.errorf(e, "the logs cannot be read, again in %d ms", backoffMillis);
        long millis = backoffMillis;
        backoffMillis = Math.min(2 * millis, MOST_BACKOFF_MILLIS);
        if (running) {
          pause(millis);
        }
      }
    }
  }

  private void follow(Consumer<byte[], byte[]> consumer) {
    if (next.isEmpty()) {
      seek(consumer);
    } else {
      consumer.assign(next.keySet());
      next.forEach(consumer::seek);
    }
    while (running) {
      handOver();
      poll(consumer);
      int read = pending.size();
      handOver();
      if (read >= MANY && behindMillis == 0 && caughtUp) {
        // A read costs about the same however much it brings: at load, fewer bring more.
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      if (!caughtUp
          && ends.entrySet().stream()
              .allMatch(e -> consumer.position(e.getKey()) >= e.getValue())) {
        sink.caughtUp();
        caughtUp = true;
      }
      backoffMillis = LEAST_BACKOFF_MILLIS;
      turnNanos = System.nanoTime();
    }
  }

  private void poll(Consumer<byte[], byte[]> consumer) {
    long newest = 0;
    var records = consumer.poll(Duration.ofMillis(500));
    for (var partition : inOrder(records.partitions())) {
      for (var record : records.records(partition)) {
        next.put(partition, record.offset() + 1);
        newest = Math.max(newest, record.timestamp());
        var entry = filter.read(record);
        if (entry != null) {
          pending.add(entry);
        }
      }
    }
    boolean more = next.keySet().stream().anyMatch(p -> consumer.currentLag(p).orElse(0) > 0);
    if (!more) {
      behindMillis = 0;
    } else if (newest > 0) {
      behindMillis = Math.max(0, clock.millis() - newest);
    }
  }

  /** Guild records first: sight before what is seen. */
  private static List<TopicPartition> inOrder(Set<TopicPartition> partitions) {
    var sorted = new ArrayList<>(partitions);
    sorted.sort(Comparator.comparing(partition -> Log.ofTopic(partition.topic())));
    return sorted;
  }

  /** What the sink refused stays, and is handed over again before anything else is read. */
  private void handOver() {
    if (!pending.isEmpty()) {
      refused = true;
      sink.entries(List.copyOf(pending));
      refused = false;
      pending.clear();
    }
  }

  /** Assigns all partitions once the topics exist, and goes back by the backfill. */
  private void seek(Consumer<byte[], byte[]> consumer) {
    var all = awaitPartitions(consumer);
    consumer.assign(all);
    ends.clear();
    ends.putAll(consumer.endOffsets(all));
    var since = clock.millis() - backfill.toMillis();
    var times = new HashMap<TopicPartition, Long>();
    all.forEach(partition -> times.put(partition, since));
    var found = consumer.offsetsForTimes(times);
    var start = new Positions(partitions);
    var first = new HashMap<TopicPartition, Long>();
    for (var partition : all) {
      var at = found.get(partition);
      long from = at == null ? ends.getOrDefault(partition, 0L) : at.offset();
      consumer.seek(partition, from);
      first.put(partition, from);
      start.set(Log.ofTopic(partition.topic()), partition.partition(), from - 1);
    }
    sink.begin(start);
    next.putAll(first);
  }

  private List<TopicPartition> awaitPartitions(Consumer<byte[], byte[]> consumer) {
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
      pause(LEAST_BACKOFF_MILLIS);
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new WakeupException();
    }
  }
}
