package together.permission;

/**
 * A place in a guild's hierarchy. Greater is higher; of roles at one position the older is higher.
 *
 * @param position the role's
 * @param id the role's
 */
public record Rank(int position, long id) implements Comparable<Rank> {
  /** Below every role: a member without roles. */
  public static final Rank LOWEST = new Rank(-1, Long.MAX_VALUE);

  /** Above every role: the owner. */
  public static final Rank OWNER = new Rank(Integer.MAX_VALUE, 0);

  @Override
  public int compareTo(Rank other) {
    return position == other.position
        ? Long.compare(other.id, id)
        : Integer.compare(position, other.position);
  }

  /**
   * Whether one of this rank may act on a member, or edit a role, of the other: nobody does at or
   * above their own.
   */
  public boolean isAbove(Rank other) {
    return compareTo(other) > 0;
  }

  /** Whether nothing the caller lacks changes hands between {@code before} and {@code after}. */
  public static boolean mayChange(long own, long before, long after) {
    return ((before ^ after) & ~own) == 0;
  }
}
