package together.platform.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class SnowflakesTest {
  private static final long NOW = 1_800_000_000_000L;

  private final SettableClock clock = new SettableClock();
  private final Snowflakes snowflakes = new Snowflakes(new FixedLease(5, NOW + 10_000), clock);

  @Test
  void carriesTimeWorkerAndSequence() {
    long first = snowflakes.next();
    assertEquals(NOW, Snowflakes.millisOf(first));
    assertEquals(5, first >> 12 & 0x3FF);
    assertEquals(first + 1, snowflakes.next());
  }

  @Test
  void neverRepeatsAndAlwaysAscendsPastOneMillisecondsSequence() {
    long last = 0;
    var seen = new HashSet<Long>();
    for (int i = 0; i < 20_000; i++) {
      long id = snowflakes.next();
      assertTrue(id > last);
      assertTrue(seen.add(id));
      last = id;
    }
  }

  @Test
  void aClockThatStepsBackRepeatsNothing() {
    long before = snowflakes.next();
    clock.now = NOW - 60_000;
    assertTrue(snowflakes.next() > before);
  }

  @Test
  void goesPastTheIdOfAnotherWorkerWhoseClockIsAhead() {
    var ahead =
        new Snowflakes(
            new FixedLease(9, NOW + 20_000), Clock.offset(clock, java.time.Duration.ofSeconds(3)));
    long other = ahead.next();
    long id = snowflakes.nextAfter(other);
    assertTrue(id > other);
    assertEquals(5, id >> 12 & 0x3FF);
  }

  @Test
  void failsRatherThanRunPastItsLease() {
    clock.now = NOW + 10_001;
    assertThrows(IdsUnavailableException.class, snowflakes::next);
  }

  private record FixedLease(int worker, long issueUntil) implements Snowflakes.Lease {}

  private static final class SettableClock extends Clock {
    private long now = NOW;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(now);
    }
  }
}
