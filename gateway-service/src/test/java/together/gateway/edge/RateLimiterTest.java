package together.gateway.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
  private long now;
  private final RateLimiter<String> limiter =
      new RateLimiter<>(new Rate(4, Duration.ofSeconds(1)), 1_600, () -> now);

  @Test
  void takesABurstAndNoMore() {
    for (int left = 3; left >= 0; left--) {
      var decision = limiter.call("a");
      assertTrue(decision.allowed());
      assertEquals(left, decision.remaining());
    }
    var refused = limiter.call("a");
    assertFalse(refused.allowed());
    assertEquals(Duration.ofMillis(250).toNanos(), refused.retryNanos());
    assertEquals(Duration.ofSeconds(1).toNanos(), refused.resetNanos());
  }

  @Test
  void refillsEvenly() {
    for (int i = 0; i < 4; i++) {
      limiter.call("a");
    }
    now += Duration.ofMillis(250).toNanos();
    assertTrue(limiter.call("a").allowed());
    assertFalse(limiter.call("a").allowed());
  }

  @Test
  void holdsNoMoreThanABurstHoweverLongItWaits() {
    now += Duration.ofDays(1).toNanos();
    for (int i = 0; i < 4; i++) {
      assertTrue(limiter.call("a").allowed());
    }
    assertFalse(limiter.call("a").allowed());
  }

  @Test
  void countsEachKeyApart() {
    for (int i = 0; i < 5; i++) {
      limiter.call("a");
    }
    assertTrue(limiter.call("b").allowed());
  }

  @Test
  void remembersThoseThatCalledLastAndNoMoreThanItIsTold() {
    for (int i = 0; i < 4; i++) {
      limiter.call("a");
    }
    for (int i = 0; i < 100_000; i++) {
      limiter.call("flood " + i);
      if (i % 100 == 0) {
        assertFalse(limiter.call("a").allowed());
      }
    }
    assertTrue(limiter.size() <= 1_600, "" + limiter.size());
  }
}
