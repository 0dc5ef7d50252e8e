package together.e2e.chaos.check;

import java.util.Arrays;

/** Ascending message ids and when they came, packed: a long run has millions. */
final class Receipts {
  private long[] values = new long[16];
  private long[] moments = new long[16];
  private int size;

  int size() {
    return size;
  }

  long get(int index) {
    return values[index];
  }

  long last() {
    return size == 0 ? Long.MIN_VALUE : values[size - 1];
  }

  /** When the message at an index came, by {@link System#nanoTime()}. */
  long moment(int index) {
    return moments[index];
  }

  /** Keeps the order also of what comes late. */
  void add(long value, long now) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
      moments = Arrays.copyOf(moments, 2 * size);
    }
    var place = size;
    while (place > 0 && values[place - 1] > value) {
      values[place] = values[place - 1];
      moments[place] = moments[place - 1];
      place--;
    }
    values[place] = value;
    moments[place] = now;
    size++;
  }

  boolean contains(long value) {
    return Arrays.binarySearch(values, 0, size, value) >= 0;
  }
}
