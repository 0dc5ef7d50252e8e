package together.auth.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import together.auth.testing.AuthPlatform;
import together.platform.testing.MovableClock;

@QuarkusTest
@WithTestResource(AuthPlatform.class)
class UpkeepTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final MovableClock clock = new MovableClock(NOON);
  private final List<Instant> purged = new ArrayList<>();
  private long nanos;
  private final Upkeep upkeep =
      new Upkeep(List.<Purge>of(now -> !purged.add(now)), clock, () -> nanos);

  private void pass(Duration byTheWall, Duration really) {
    clock.move(byTheWall);
    nanos += really.toNanos();
    upkeep.look();
  }

  @Test
  void purgesWhenTheClockGoesAsTimeDoes() {
    pass(Duration.ofMinutes(10), Duration.ofMinutes(10));
    pass(Duration.ofMinutes(10), Duration.ofMinutes(10).plusSeconds(30));
    assertEquals(
        List.of(NOON.plus(Duration.ofMinutes(10)), NOON.plus(Duration.ofMinutes(20))), purged);
  }

  @Test
  void deletesNothingWhenTheClockHasJumped() {
    pass(Duration.ofDays(60), Duration.ofMinutes(10));
    assertEquals(List.of(), purged);
    pass(Duration.ofDays(-60), Duration.ofMinutes(10));
    assertEquals(List.of(), purged);
    pass(Duration.ofMinutes(10), Duration.ofMinutes(10));
    assertEquals(1, purged.size());
  }
}
