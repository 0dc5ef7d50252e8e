package together.message.attachment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 0",
    "bytes=0-, 0, 99",
    "bytes=10-19, 10, 19",
    "bytes=90-1000, 90, 99",
    "bytes=-1, 99, 99",
    "bytes=-1000, 0, 99",
    "bytes= 5 - 6 , 5, 6"
  })
  void takesOneRange(String header, long first, long last) {
    assertEquals(Optional.of(new ByteRange(first, last)), ByteRange.of(header, 100));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "bytes=",
        "bytes=-",
        "bytes=5-4",
        "bytes=1-2,5-6",
        "lines=1-2",
        "bytes=a-b",
        "bytes=99999999999999999999-"
      })
  void sendsAllWhenItUnderstandsNone(String header) {
    assertTrue(ByteRange.of(header, 100).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0"})
  void refusesWhatLiesBehindTheEnd(String header) {
    assertThrows(ByteRange.NotSatisfiableException.class, () -> ByteRange.of(header, 100));
  }

  @Test
  void hasALength() {
    assertEquals(10, new ByteRange(10, 19).length());
  }
}
