package together.voice.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeLivenessTest {
  private static final List<String> BOTH = List.of("alive", "silent");

  private final Hands clock = new Hands();
  private final NodeLiveness liveness = new NodeLiveness(clock, Duration.ofSeconds(15));

  /** A clock that a test sets. */
  private static final class Hands extends Clock {
    private Instant now = Instant.EPOCH;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /** Seconds pass, in which one process is heard every five. */
  private void pass(int seconds, String heard) {
    for (int i = 0; i < seconds; i += 5) {
      clock.now = clock.now.plusSeconds(5);
      liveness.heard(heard);
      assertEquals(List.of(), liveness.gone(List.of(heard)));
    }
  }

  @Test
  void whoIsSilentWhileOthersAreHeardIsGone() {
    liveness.heard("silent");
    liveness.heard("alive");
    pass(10, "alive");
    assertEquals(List.of(), liveness.gone(BOTH));
    pass(5, "alive");
    assertEquals(List.of("silent"), liveness.gone(BOTH));
  }

  @Test
  void whoSaysThatItLeavesIsGoneAtOnce() {
    liveness.left("silent");
    assertEquals(List.of("silent"), liveness.gone(BOTH));
  }

  @Test
  void aFreshStartJudgesNobodyForAFullPeriod() {
    liveness.heard("alive");
    assertEquals(List.of(), liveness.gone(BOTH));
    pass(10, "alive");
    assertEquals(List.of(), liveness.gone(BOTH));
    pass(5, "alive");
    assertEquals(List.of("silent"), liveness.gone(BOTH));
  }

  @Test
  void silenceOfAllTellsNothing() {
    liveness.heard("silent");
    liveness.heard("alive");
    clock.now = clock.now.plusSeconds(600);
    assertEquals(List.of(), liveness.gone(BOTH));
  }

  @Test
  void afterSilenceOfAllEveryoneHasAFullPeriod() {
    liveness.heard("silent");
    liveness.heard("alive");
    pass(15, "alive");
    clock.now = clock.now.plusSeconds(30);
    liveness.heard("alive");
    assertEquals(List.of(), liveness.gone(BOTH));
    pass(10, "alive");
    assertEquals(List.of(), liveness.gone(BOTH));
    pass(5, "alive");
    assertEquals(List.of("silent"), liveness.gone(BOTH));
  }
}
