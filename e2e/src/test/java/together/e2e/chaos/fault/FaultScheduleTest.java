package together.e2e.chaos.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FaultScheduleTest {
  private static final Duration LENGTH = Duration.ofMinutes(10);
  private static final Map<FaultKind, List<String>> TARGETS =
      Map.of(
          FaultKind.KILL, List.of("auth", "kafka", "postgresql"),
          FaultKind.STALL, List.of("kafka"),
          FaultKind.CLOCK_STEP, List.of("message"));

  private static List<Fault> draw(long seed) {
    return FaultSchedule.draw(seed, LENGTH, TARGETS);
  }

  @Test
  void theSameSeedGivesTheSameFaults() {
    assertEquals(draw(7), draw(7));
    assertNotEquals(draw(7), draw(8));
  }

  @Test
  void everyKindAndTargetThatCanBeHasItsTurnAndNoOther() {
    var hit = new HashSet<String>();
    draw(7).forEach(fault -> hit.add(fault.kind() + " " + fault.target()));
    assertEquals(5, hit.size(), hit.toString());
  }

  @Test
  void faultsBeginWithinTheLoad() {
    var faults = draw(7);
    assertTrue(faults.size() > 20, faults.toString());
    var last = Duration.ZERO;
    for (var fault : faults) {
      assertTrue(fault.at().compareTo(last) > 0 && fault.at().compareTo(LENGTH) < 0);
      last = fault.at();
    }
  }
}
