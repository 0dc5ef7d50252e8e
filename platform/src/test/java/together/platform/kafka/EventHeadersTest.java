package together.platform.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class EventHeadersTest {
  private static RecordHeaders seq(String value) {
    var headers = new RecordHeaders();
    headers.add(EventHeaders.SEQ, value.getBytes(US_ASCII));
    return headers;
  }

  private static long read(String value) {
    return EventHeaders.number(seq(value), EventHeaders.SEQ);
  }

  @Test
  void readsWhateverALongWrites() {
    for (long number :
        new long[] {
          0, 1, 9, 10, 1573614343457865728L, Long.MAX_VALUE - 1, Long.MAX_VALUE, -1, Long.MIN_VALUE
        }) {
      assertEquals(number, read(Long.toString(number)));
    }
    assertEquals(7, read("0000000000000000000000000007"));
  }

  @Test
  void isZeroWithoutTheHeader() {
    assertEquals(0, EventHeaders.number(seq("5"), EventHeaders.REVISION));
  }

  @Test
  void refusesWhatIsNoNumberOrMoreThanALongHolds() {
    for (var text :
        new String[] {
          "", "-", "x", "1x", " 1", "1.5", "9223372036854775808", "9999999999999999999"
        }) {
      assertThrows(UnreadableEventException.class, () -> read(text), text);
    }
  }
}
