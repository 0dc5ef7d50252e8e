package together.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That nobody gets what they may not see, and that the check would notice if somebody did. */
class LeakCheckTest {
  private static final int ROUNDS = 300;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void nobodyGetsAMessageOfAChannelTheyMayNotSeeAtItsRevision(long seed) {
    var result = new LeakCheck(EventLoopShard::new, seed).run(ROUNDS);
    assertEquals(List.of(), result.leaks());
    assertEquals(List.of(), result.losses());
    assertTrue(result.messages() >= ROUNDS);
    assertTrue(result.connections() > ROUNDS / 5);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void withoutTheRevisionCheckTheLeakIsReported(long seed) {
    assertFalse(new LeakCheck(UncheckedShard::new, seed).run(ROUNDS).leaks().isEmpty());
  }
}
