package together.gateway.compact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LongMultimapTest {
  @Test
  void behavesAsAMapOfLists() {
    var random = new Random(1);
    var map = new LongMultimap();
    Map<Long, List<Long>> model = new HashMap<>();
    for (int step = 0; step < 200_000; step++) {
      // First it grows, then it shrinks again.
      boolean adds = random.nextInt(100_000) > Math.abs(step - 50_000) / 2;
      long key = random.nextLong(1, 5_001);
      long value = random.nextLong(4);
      if (adds) {
        map.add(key, value);
        model.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
      } else {
        boolean had = model.computeIfAbsent(key, k -> new ArrayList<>()).remove((Long) value);
        assertEquals(had, map.remove(key, one -> one == value));
      }
    }
    assertTrue(map.size() > 100);
    assertEquals(model.values().stream().mapToInt(List::size).sum(), map.size());
    for (long key = 0; key < 5_002; key++) {
      var found = new ArrayList<Long>();
      map.forEach(key, found::add);
      var expected = model.getOrDefault(key, List.of());
      assertEquals(expected.stream().sorted().toList(), found.stream().sorted().toList());
      assertEquals(!expected.isEmpty(), map.contains(key));
    }
  }

  @Test
  void shrinksWhenMostIsGone() {
    var map = new LongMultimap();
    for (long key = 1; key <= 100_000; key++) {
      map.add(key << 22, key);
    }
    long full = map.bytes();
    assertTrue(full <= 100_000 * 33, full + " bytes");
    for (long key = 1; key <= 99_999; key++) {
      assertTrue(map.remove(key << 22, value -> true));
    }
    assertTrue(map.bytes() < 1_000, map.bytes() + " bytes");
    assertFalse(map.contains(5L << 22));
    assertTrue(map.contains(100_000L << 22));
  }

  @Test
  void aValueIsReplacedInItsPlace() {
    var map = new LongMultimap();
    map.add(5, 1);
    map.add(5, 2);
    assertTrue(map.replace(5, value -> value == 1, 9));
    assertFalse(map.replace(6, value -> true, 9));
    var found = new ArrayList<Long>();
    map.forEach(5, found::add);
    assertEquals(List.of(2L, 9L), found.stream().sorted().toList());
  }
}
