package together.gateway.presence;

import org.jspecify.annotations.Nullable;

/**
 * The status of one session, or of several together.
 *
 * <p>Of several, the status chosen last is the user's; one that a session began with counts less
 * than any chosen later. An online user none of whose sessions is in use is shown idle. Combining
 * is associative and commutative, so a node may combine its own sessions first.
 *
 * @param afk nobody is at the device
 * @param chosenMillis when the user chose the status, Unix milliseconds; 0: the session began so
 */
public record Choice(Status status, boolean afk, long chosenMillis) {
  /** What a session begins with when its client says nothing. */
  public static final Choice DEFAULT = new Choice(Status.ONLINE, false, 0);

  private static final long MOST_MILLIS = (1L << 44) - 1;

  public Choice {
    if (status == Status.OFFLINE || chosenMillis < 0 || chosenMillis > MOST_MILLIS) {
      throw new IllegalArgumentException(status + " at " + chosenMillis);
    }
  }

  static Choice combine(@Nullable Choice one, Choice other) {
    if (one == null) {
      return other;
    }
    var winner = one.rank() >= other.rank() ? one : other;
    return new Choice(winner.status, one.afk && other.afk, winner.chosenMillis);
  }

  private long rank() {
    return chosenMillis << 3 | status.number();
  }

  /** The status as others see it: an invisible user is offline. */
  Status shown() {
    return switch (status) {
      case INVISIBLE, OFFLINE -> Status.OFFLINE;
      case ONLINE -> afk ? Status.IDLE : Status.ONLINE;
      case IDLE, DND -> status;
    };
  }

  // ---- in 64 bits: 44 of milliseconds, afk, three of status, 16 of the node

  long packed(int node) {
    return chosenMillis << 20 | (afk ? 1L << 19 : 0) | (long) status.number() << 16 | node;
  }

  static int node(long packed) {
    return (int) packed & 0xFFFF;
  }

  static Choice of(long packed) {
    return new Choice(
        Status.of((int) (packed >>> 16) & 0b111), (packed >>> 19 & 1) == 1, packed >>> 20);
  }
}
