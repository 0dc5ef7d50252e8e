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
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import together.platform.kafka.KafkaSettings;

/**
 * Reads stretches of the logs over one connection to Kafka. Confined to one thread.
 *
 * <p>What repeats an earlier record must be dropped here exactly where {@link LogReader} drops it,
 * wherever the stretch begins. A repeat and its original carry the same time, that of the change,
 * and no record is written before its change. So the original of any record stands at or after the
 * first record of that time: reading from there on, headers only, tells repeats from news.
 */
final class ChunkReader implements AutoCloseable {
  /** Of a chunk, unless its records are large. */
  static final int MOST_RECORDS = 512;

  private static final long MOST_BYTES = 2 << 20;

  /** Times are of several machines, and the index of them is not exact. */
  private static final long MARGIN_MILLIS = 1_000;

  private static final long MOST_LOOK_BACK = 100_000;
  private static final Duration POLL = Duration.ofMillis(200);

  private final Consumer<byte[], byte[]> consumer;

  ChunkReader(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  static Consumer<byte[], byte[]> connect(KafkaSettings settings) {
    var config = new HashMap<>(settings.client("gateway-history"));
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS);
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
    config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * The stretch that begins at {@code start}, or where the log begins now.
   *
   * @param deadlineNanos by {@link System#nanoTime}
   * @throws LogGoneException there is nothing at or after {@code start} any more, or yet
   * @throws TimeoutException not read by the deadline
   */
  Chunk read(Log log, int partition, long start, long deadlineNanos) throws LogGoneException {
    var place = new TopicPartition(log.topic(), partition);
    try {
      return read(place, start, deadlineNanos);
    } catch (OffsetOutOfRangeException e) {
      throw new LogGoneException(place + " no longer has " + start);
    }
  }

  private Chunk read(TopicPartition place, long start, long deadlineNanos) throws LogGoneException {
    long from = Math.max(start, offset(consumer.beginningOffsets(List.of(place)), place));
    long end = Math.min(start + MOST_RECORDS, offset(consumer.endOffsets(List.of(place)), place));
    if (from >= end) {
      throw new LogGoneException(place + " has nothing at " + start);
    }
    consumer.assign(List.of(place));
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    long position = fetch(place, from, end, deadlineNanos, records);
    var filter = new RecordFilter(Integer.MAX_VALUE, LogMeters.NONE);
    lookBack(place, records, from, filter, deadlineNanos);
    var entries = new ArrayList<LogEntry>();
    for (var record : records) {
      var entry = filter.read(record);
      if (entry != null) {
        entries.add(entry);
      }
    }
    return new Chunk(from, position - 1, List.copyOf(entries));
  }

  /**
   * Adds the records up to {@code end}, or fewer when they are large; the offset after the last.
   */
  private long fetch(
      TopicPartition place,
      long from,
      long end,
      long deadlineNanos,
      List<ConsumerRecord<byte[], byte[]>> records) {
    consumer.seek(place, from);
    long bytes = 0;
    while (consumer.position(place) < end) {
      for (var record : poll(deadlineNanos)) {
        if (record.offset() >= end || bytes > MOST_BYTES) {
          return record.offset();
        }
        records.add(record);
        bytes += LogEntry.bytes(record.value().length);
      }
    }
    return end;
  }

  private void lookBack(
      TopicPartition place,
      List<ConsumerRecord<byte[], byte[]>> records,
      long from,
      RecordFilter filter,
      long deadlineNanos)
      throws LogGoneException {
    long earliest =
        records.stream().mapToLong(ConsumerRecord::timestamp).min().orElse(Long.MAX_VALUE);
    var found =
        earliest == Long.MAX_VALUE
            ? null
            : consumer
                .offsetsForTimes(Map.of(place, Math.max(0, earliest - MARGIN_MILLIS)))
                .get(place);
    if (found == null || found.offset() >= from) {
      return;
    }
    if (from - found.offset() > MOST_LOOK_BACK) {
      throw new LogGoneException(
          place + " at " + from + " has records that may repeat what is too far back");
    }
    consumer.seek(place, found.offset());
    while (consumer.position(place) < from) {
      for (var record : poll(deadlineNanos)) {
        if (record.offset() < from) {
          filter.remember(record);
        }
      }
    }
  }

  private Iterable<ConsumerRecord<byte[], byte[]>> poll(long deadlineNanos) {
    if (System.nanoTime() > deadlineNanos) {
      throw new TimeoutException("not read in time");
    }
    return consumer.poll(POLL);
  }

  private static long offset(Map<TopicPartition, Long> offsets, TopicPartition place) {
    var offset = offsets.get(place);
    if (offset == null) {
      throw new TimeoutException("no offset of " + place);
    }
    return offset;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
