package together.gateway.compact;

import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Several values by key in two arrays of numbers: 16 bytes a pair, divided by the load (0.5 to
 * 0.75). Open addressing with linear probing, so a key's values must be few. Keys are never 0. Not
 * thread-safe.
 */
public final class LongMultimap {
  private static final int LEAST = 16;

  private long[] keys = new long[LEAST];
  private long[] values = new long[LEAST];
  private int size;

  /** Looks at a pair. */
  @FunctionalInterface
  public interface Visitor {
    void visit(long key, long value);
  }

  /** How many pairs there are. */
  public int size() {
    return size;
  }

  /** Bytes of the arrays. */
  public long bytes() {
    return 16L * keys.length;
  }

  /** Adds a pair, though it may be there already. */
  public void add(long key, long value) {
    if (key == 0) {
      throw new IllegalArgumentException("0 is no key");
    }
    if ((size + 1) * 4L > keys.length * 3L) {
      resize((int) Math.min(Integer.MAX_VALUE - 8, keys.length * 3L / 2));
    }
    insert(key, value);
    size++;
  }

  private void insert(long key, long value) {
    int at = home(key);
    while (keys[at] != 0) {
      at = next(at);
    }
    keys[at] = key;
    values[at] = value;
  }

  /** Replaces the first value of the key that fits; false when none does. */
  public boolean replace(long key, LongPredicate which, long value) {
    int at = find(key, which);
    if (at >= 0) {
      values[at] = value;
    }
    return at >= 0;
  }

  /** Removes the first value of the key that fits; false when none does. */
  public boolean remove(long key, LongPredicate which) {
    int at = find(key, which);
    if (at < 0) {
      return false;
    }
    removeAt(at);
    size--;
    if (keys.length > LEAST && size * 4L < keys.length) {
      resize(Math.max(LEAST, keys.length / 2));
    }
    return true;
  }

  public void forEach(long key, LongConsumer visitor) {
    for (int at = home(key); keys[at] != 0; at = next(at)) {
      if (keys[at] == key) {
        visitor.accept(values[at]);
      }
    }
  }

  /** Whether the key has a value. */
  public boolean contains(long key) {
    return find(key, null) >= 0;
  }

  /** Every pair, in no order; the map must not change meanwhile. */
  public void forEach(Visitor visitor) {
    for (int at = 0; at < keys.length; at++) {
      if (keys[at] != 0) {
        visitor.visit(keys[at], values[at]);
      }
    }
  }

  private int find(long key, @Nullable LongPredicate which) {
    for (int at = home(key); keys[at] != 0; at = next(at)) {
      if (keys[at] == key && (which == null || which.test(values[at]))) {
        return at;
      }
    }
    return -1;
  }

  /** Moves what was pushed past the hole back into it (Knuth, volume 3, 6.4, algorithm R). */
  private void removeAt(int index) {
    int hole = index;
    for (int at = next(hole); keys[at] != 0; at = next(at)) {
      int home = home(keys[at]);
      boolean stays = hole < at ? home > hole && home <= at : home > hole || home <= at;
      if (!stays) {
        keys[hole] = keys[at];
        values[hole] = values[at];
        hole = at;
      }
    }
    keys[hole] = 0;
  }

  private void resize(int length) {
    var oldKeys = keys;
    var oldValues = values;
    keys = new long[length];
    values = new long[length];
    for (int at = 0; at < oldKeys.length; at++) {
      if (oldKeys[at] != 0) {
        insert(oldKeys[at], oldValues[at]);
      }
    }
  }

  private int next(int at) {
    return at + 1 == keys.length ? 0 : at + 1;
  }

  /** Ids differ in their high bits mostly: mixed, then scaled to the length. */
  private int home(long key) {
    long mixed = (key ^ (key >>> 29)) * 0x9e3779b97f4a7c15L;
    return (int)
        Math.unsignedMultiplyHigh((mixed ^ (mixed >>> 32)) * 0xbf58476d1ce4e5b9L, keys.length);
  }
}
