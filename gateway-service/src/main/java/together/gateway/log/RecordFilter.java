package together.gateway.log;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import together.platform.kafka.SequenceFilter;
import together.platform.kafka.UnreadableEventException;

/**
 * Makes entries of records, and nothing of those that repeat an earlier one of their key or cannot
 * be read; whether a message can is found when somebody wants it. Confined to one thread.
 */
final class RecordFilter {
  private static final Logger logger = Logger.getLogger(RecordFilter.class);

  private final int keysRemembered;
  private final LogMeters meters;

  /** By revisions of users, which most changes of a user leave out here: a jump is no loss. */
  private final SequenceFilter profiles;

  private final Map<Log, SequenceFilter> filters = new EnumMap<>(Log.class);

  RecordFilter(int keysRemembered, LogMeters meters) {
    this.keysRemembered = keysRemembered;
    this.profiles = new SequenceFilter(keysRemembered);
    this.meters = meters;
  }

  /** The entry; null for none. */
  @Nullable LogEntry read(ConsumerRecord<byte[], byte[]> record) {
    try {
      var entry = new LogEntry(record, meters);
      if (!isNew(entry)) {
        meters.dropped("repeated");
        return null;
      }
      entry.check();
      return entry;
    } catch (InvalidProtocolBufferException
        | UnreadableEventException
        | NumberFormatException
        | NullPointerException e) {
      logger.errorf(
          "%s %d-%d cannot be read: %s",
          record.topic(), record.partition(), record.offset(), e.getMessage());
      meters.dropped("unreadable");
      return null;
    }
  }

  /** Only remembers the record's sequence, so that what repeats it is dropped. */
  void remember(ConsumerRecord<byte[], byte[]> record) {
    try {
      var _ = isNew(new LogEntry(record, meters));
    } catch (UnreadableEventException | NumberFormatException | NullPointerException e) {
      // Read and told where it stands; it has no sequence to remember.
      logger.debugf("%s %d-%d", record.topic(), record.partition(), record.offset());
    }
  }

  private boolean isNew(LogEntry entry) {
    if (entry.isProfile()) {
      return profiles.isNew(entry.key(), entry.revision());
    }
    var filter = filters.get(entry.log());
    if (filter == null) {
      filter = new SequenceFilter(keysRemembered);
      filters.put(entry.log(), filter);
    }
    long gaps = filter.gaps();
    boolean isNew = filter.isNew(entry.key(), entry.seq());
    if (filter.gaps() > gaps) {
      logger.errorf("%s: what comes before it of %d is missing", entry.id(), entry.key());
      meters.gap(entry.log());
    }
    return isNew;
  }
}
