package together.message.typing;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TypingLimitTest {
  private final AtomicLong nanos = new AtomicLong();
  private final TypingLimit limit = new TypingLimit(Duration.ofSeconds(8), nanos::get);

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void admitsOneInEightSeconds() {
    assertTrue(limit.admits(1, 2));
    assertFalse(limit.admits(1, 2));
    pass(Duration.ofMillis(7_900));
    assertFalse(limit.admits(1, 2));
    pass(Duration.ofMillis(200));
    assertTrue(limit.admits(1, 2));
  }

  @Test
  void countsUsersAndChannelsApart() {
    assertTrue(limit.admits(1, 2));
    assertTrue(limit.admits(1, 3));
    assertTrue(limit.admits(2, 2));
    assertFalse(limit.admits(1, 3));
  }
}
