package together.gateway.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventLogTest {
  private static final int PARTITIONS = 2;

  private static LogEntry message(int partition, long offset) {
    return Records.message(partition, offset, 1, 7, offset + 1, 1);
  }

  private static List<Long> offsets(@Nullable List<LogEntry> entries) {
    return Objects.requireNonNull(entries).stream().map(LogEntry::offset).toList();
  }

  @Test
  void readsWhatCameAfterAPositionInOrder() {
    var log = new EventLog(new Positions(PARTITIONS), 1 << 20);
    for (int offset = 0; offset < 10; offset++) {
      log.append(message(0, offset));
      log.append(message(1, offset * 2L));
    }
    assertEquals(List.of(4L, 5L, 6L), offsets(log.read(Log.MESSAGE, 0, 3, 6, 100)));
    assertEquals(List.of(4L, 6L), offsets(log.read(Log.MESSAGE, 1, 3, 6, 100)));
    assertEquals(List.of(0L, 1L), offsets(log.read(Log.MESSAGE, 0, -1, 9, 2)));
    assertEquals(List.of(), log.read(Log.MESSAGE, 0, 9, 9, 100));
    assertEquals(List.of(), log.read(Log.GUILD, 0, -1, 9, 100));
  }

  @Test
  void dropsTheOldestOfAllPartitionsWhenFull() {
    int each = message(0, 0).bytes();
    var log = new EventLog(new Positions(PARTITIONS), 4L * each);
    for (int offset = 0; offset < 3; offset++) {
      log.append(message(0, offset));
      log.append(message(1, offset));
    }
    assertEquals(List.of(1L, 2L), offsets(log.read(Log.MESSAGE, 0, 0, 9, 100)));
    assertNull(log.read(Log.MESSAGE, 0, -1, 9, 100));
    assertNull(log.read(Log.MESSAGE, 1, -1, 9, 100));
    assertEquals(List.of(), log.read(Log.GUILD, 0, -1, 9, 100));
  }

  @Test
  void keepsARecordThatIsHandedOverAgainOnce() {
    var log = new EventLog(new Positions(PARTITIONS), 1 << 20);
    log.append(message(0, 0));
    log.append(message(0, 1));
    log.append(message(0, 0));
    assertEquals(List.of(0L, 1L), offsets(log.read(Log.MESSAGE, 0, -1, 9, 100)));
  }

  @Test
  void doesNotReachBackPastItsStart() {
    var start = new Positions(PARTITIONS);
    start.set(Log.VOICE, 1, 41);
    var log = new EventLog(start, 1 << 20);
    assertNull(log.read(Log.VOICE, 1, 40, 99, 100));
    assertEquals(List.of(), log.read(Log.VOICE, 1, 41, 99, 100));
  }
}
