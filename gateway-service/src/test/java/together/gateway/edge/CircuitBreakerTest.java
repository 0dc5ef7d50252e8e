package together.gateway.edge;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private long now;
  private final CircuitBreaker breaker = new CircuitBreaker(() -> now);

  private void failOften() {
    for (int i = 1; i < CircuitBreaker.MOST_FAILURES; i++) {
      assertFalse(breaker.failed());
      assertTrue(breaker.lets());
    }
    assertTrue(breaker.failed());
  }

  @Test
  void opensAfterFailuresInARow() {
    failOften();
    assertFalse(breaker.lets());
    assertFalse(breaker.failed());
  }

  @Test
  void anAnswerBetweenThemStartsTheCountAnew() {
    for (int i = 1; i < CircuitBreaker.MOST_FAILURES; i++) {
      breaker.failed();
    }
    assertFalse(breaker.answered());
    failOften();
  }

  @Test
  void letsOneProbePassInEachPause() {
    failOften();
    now += CircuitBreaker.PAUSE_NANOS;
    assertTrue(breaker.lets());
    assertFalse(breaker.lets());
    breaker.failed();
    assertFalse(breaker.lets());
    now += CircuitBreaker.PAUSE_NANOS;
    assertTrue(breaker.lets());
    assertFalse(breaker.lets());
  }

  @Test
  void closesWithTheFirstAnswer() {
    failOften();
    now += CircuitBreaker.PAUSE_NANOS;
    assertTrue(breaker.lets());
    assertTrue(breaker.answered());
    assertTrue(breaker.lets());
    assertTrue(breaker.lets());
  }
}
