package together.gateway.log;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import together.gateway.frame.EventFrames;
import together.platform.kafka.EventHeaders;

class RecordFilterTest {
  private static final byte[] BROKEN = {(byte) 0xff, 1, 2};

  private final List<String> dropped = new ArrayList<>();
  private final List<Log> gaps = new ArrayList<>();
  private final RecordFilter filter =
      new RecordFilter(
          100,
          new LogMeters() {
            @Override
            public void dropped(String why) {
              dropped.add(why);
            }

            @Override
            public void gap(Log log) {
              gaps.add(log);
            }
          });

  private @Nullable LogEntry read(Log log, long offset, String key, String seq, byte[] payload) {
    var record = new ConsumerRecord<>(log.topic(), 0, offset, key.getBytes(US_ASCII), payload);
    record.headers().add(EventHeaders.SEQ, seq.getBytes(US_ASCII));
    return filter.read(record);
  }

  @Test
  void dropsWhatRepeatsAndTellsOfAGap() {
    assertNotNull(read(Log.MESSAGE, 0, "7", "1", new byte[0]));
    assertNull(read(Log.MESSAGE, 1, "7", "1", new byte[0]));
    assertNotNull(read(Log.MESSAGE, 2, "8", "1", new byte[0]));
    assertEquals(List.of(), gaps);
    assertNotNull(read(Log.MESSAGE, 3, "7", "3", new byte[0]));
    assertEquals(List.of(Log.MESSAGE), gaps);
    assertEquals(List.of("repeated"), dropped);
  }

  private @Nullable LogEntry profile(long offset, String user, String revision) {
    var record =
        new ConsumerRecord<>(Log.GUILD.topic(), 0, offset, user.getBytes(US_ASCII), new byte[0]);
    record.headers().add(EventHeaders.USER_ID, user.getBytes(US_ASCII));
    record.headers().add(EventHeaders.REVISION, revision.getBytes(US_ASCII));
    return filter.read(record);
  }

  @Test
  void dropsAProfileThatRepeatsAnEarlierOneAndMissesNoneBetween() {
    assertNotNull(profile(0, "7", "3"));
    assertNull(profile(1, "7", "3"));
    assertNotNull(profile(2, "8", "3"));
    assertNotNull(profile(3, "7", "9"));
    assertNull(profile(4, "7", "8"));
    assertEquals(List.of(), gaps);
    assertEquals(List.of("repeated", "repeated"), dropped);
  }

  @Test
  void findsOutThatAMessageCannotBeReadWhenItIsWanted() {
    var entry = Objects.requireNonNull(read(Log.MESSAGE, 0, "7", "1", BROKEN));
    assertEquals(List.of(), dropped);
    assertNull(entry.frame(EventFrames::encode));
    assertNull(entry.frame(EventFrames::encode));
    assertEquals(List.of("unreadable"), dropped);
    assertNotNull(read(Log.MESSAGE, 1, "7", "2", new byte[0]));
    assertEquals(List.of(), gaps);
  }

  @Test
  void leavesOutWhatTellsOfSightAndCannotBeRead() {
    for (var log : List.of(Log.GUILD, Log.USER, Log.VOICE)) {
      assertNull(read(log, 0, "7", "1", BROKEN));
    }
    assertEquals(List.of("unreadable", "unreadable", "unreadable"), dropped);
  }

  @Test
  void leavesOutWhatNamesNoKey() {
    assertNull(read(Log.MESSAGE, 0, "seven", "1", new byte[0]));
    assertNull(read(Log.MESSAGE, 1, "7", "x", new byte[0]));
    assertEquals(List.of("unreadable", "unreadable"), dropped);
  }
}
