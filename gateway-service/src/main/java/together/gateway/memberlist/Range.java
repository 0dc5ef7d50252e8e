package together.gateway.memberlist;

/**
 * Positions of a member list, both included; headers of groups count as positions.
 *
 * @param first from 0
 * @param last at most {@link #MOST} positions in all
 */
public record Range(int first, int last) implements Comparable<Range> {
  /** The most positions of one range. */
  public static final int MOST = 100;

  private static final int MOST_POSITION = 10_000_000;

  /** Whether a client may ask for it. */
  public static boolean isValid(int first, int last) {
    return first >= 0 && last >= first && last - first < MOST && last < MOST_POSITION;
  }

  boolean contains(int position) {
    return first <= position && position <= last;
  }

  @Override
  public int compareTo(Range other) {
    int byFirst = Integer.compare(first, other.first);
    return byFirst == 0 ? Integer.compare(last, other.last) : byFirst;
  }
}
