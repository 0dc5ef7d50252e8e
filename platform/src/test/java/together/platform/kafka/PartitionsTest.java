package together.platform.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PartitionsTest {
  @Test
  void isPartOfTheContract() {
    assertEquals(7, Partitions.of(0, 8));
    assertEquals(Partitions.of(1573531734589571072L, 8), Partitions.of(1573531734589571072L, 8));
  }

  @Test
  void spreadsIdsThatDifferOnlyInLowBits() {
    var counts = new int[8];
    for (long id = 1L << 40; id < (1L << 40) + 8_000; id++) {
      counts[Partitions.of(id, 8)]++;
    }
    for (int count : counts) {
      assertTrue(count > 800 && count < 1_200, "uneven: " + count);
    }
  }
}
