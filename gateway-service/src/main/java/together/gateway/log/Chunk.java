package together.gateway.log;

import java.util.List;

/**
 * A stretch of a log partition as it was read from Kafka, without what repeats earlier records.
 *
 * @param from the first offset it speaks of
 * @param through the last one
 */
record Chunk(long from, long through, List<LogEntry> entries) {
  long bytes() {
    return entries.stream().mapToLong(LogEntry::bytes).sum();
  }

  List<LogEntry> after(long offset) {
    return entries.stream().filter(entry -> entry.offset() > offset).toList();
  }
}
