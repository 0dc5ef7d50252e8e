package together.gateway.typing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TypingLimitTest {
  private static final long SECOND = 1_000_000_000L;
  private final TypingLimit limit = new TypingLimit();

  private long admitted(long channel, long now) {
    return IntStream.range(0, 50).filter(i -> limit.admits(channel, now)).count();
  }

  @Test
  void tellsOfTheFirstTenInEightSecondsOfEachChannel() {
    assertEquals(10, admitted(1, 100 * SECOND));
    assertEquals(10, admitted(2, 101 * SECOND));
    assertEquals(0, admitted(1, 107 * SECOND));
    assertTrue(limit.admits(1, 108 * SECOND));
  }
}
