package together.permission;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RankTest {
  @Test
  void nobodyIsAboveTheirOwnRank() {
    assertFalse(new Rank(3, 9).isAbove(new Rank(3, 9)));
    assertFalse(Rank.LOWEST.isAbove(Rank.LOWEST));
    assertFalse(Rank.OWNER.isAbove(Rank.OWNER));
  }

  @Test
  void ofEqualPositionsTheOlderRoleIsHigher() {
    assertTrue(new Rank(1, 5).isAbove(new Rank(1, 6)));
    assertTrue(new Rank(2, 6).isAbove(new Rank(1, 5)));
  }

  @Property
  void everyRoleIsBetweenNoneAndTheOwner(
      @ForAll @IntRange(max = 1000) int position, @ForAll @LongRange(min = 1) long id) {
    var rank = new Rank(position, id);
    assertTrue(Rank.OWNER.isAbove(rank));
    assertTrue(rank.isAbove(Rank.LOWEST) || id == Long.MAX_VALUE);
    assertFalse(Rank.LOWEST.isAbove(rank));
  }

  @Property
  void changingOnlyOwnBitsIsAllowed(@ForAll long own, @ForAll long before, @ForAll long change) {
    assertTrue(Rank.mayChange(own, before, before ^ (change & own)));
    if ((change & ~own) != 0) {
      assertFalse(Rank.mayChange(own, before, before ^ change));
    }
  }
}
