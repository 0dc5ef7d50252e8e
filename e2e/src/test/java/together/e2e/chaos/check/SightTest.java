package together.e2e.chaos.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import together.e2e.chaos.check.Sight.State;

class SightTest {
  private final Sight sight = new Sight(State.HIDDEN, 10);

  @Test
  void holdsOnlyWhileNothingElseDid() {
    sight.becomes(State.UNSURE, 20);
    sight.becomes(State.SEEN, 30);
    assertTrue(sight.throughout(State.HIDDEN, 10, 19));
    assertFalse(sight.throughout(State.HIDDEN, 10, 20));
    assertFalse(sight.throughout(State.SEEN, 29, 40));
    assertTrue(sight.throughout(State.SEEN, 30, Long.MAX_VALUE));
    assertEquals(State.SEEN, sight.now());
  }

  @Test
  void isNotKnownBeforeItsBeginning() {
    assertFalse(sight.throughout(State.HIDDEN, 9, 15));
    assertTrue(Sight.always().throughout(State.SEEN, Long.MIN_VALUE, Long.MAX_VALUE));
  }
}
