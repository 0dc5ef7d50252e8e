package together.platform.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SequenceFilterTest {
  private final SequenceFilter filter = new SequenceFilter(2);

  @Test
  void dropsWhatIsNotNewerThanTheLastOfItsKey() {
    assertTrue(filter.isNew(1, 1));
    assertTrue(filter.isNew(1, 2));
    assertFalse(filter.isNew(1, 2));
    assertFalse(filter.isNew(1, 1));
    assertTrue(filter.isNew(2, 1));
    assertTrue(filter.isNew(1, 3));
    assertEquals(0, filter.gaps());
  }

  @Test
  void countsGaps() {
    filter.isNew(1, 1);
    assertTrue(filter.isNew(1, 4));
    assertEquals(1, filter.gaps());
  }

  @Test
  void passesEventsWithoutASequence() {
    assertTrue(filter.isNew(1, 0));
    assertTrue(filter.isNew(1, 0));
  }

  @Test
  void remembersTheKeysUsedLast() {
    filter.isNew(1, 5);
    filter.isNew(2, 5);
    filter.isNew(1, 6);
    filter.isNew(3, 5);
    assertFalse(filter.isNew(1, 6));
    assertTrue(filter.isNew(2, 5));
  }
}
