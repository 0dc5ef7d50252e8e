package together.gateway.presence;

import java.util.Optional;

/**
 * The users whose shown status changed last, by a count of all changes; bounded. Not thread-safe.
 */
final class Changes {
  private final long[] users;
  private long count;

  Changes(int most) {
    users = new long[most];
  }

  void add(long user) {
    users[(int) (count % users.length)] = user;
    count++;
  }

  /** How many changes there have been. */
  long count() {
    return count;
  }

  /** Who changed after the count was so; empty when that is too long ago. */
  Optional<long[]> since(long before) {
    if (count - before > users.length) {
      return Optional.empty();
    }
    var changed = new long[(int) (count - before)];
    for (int i = 0; i < changed.length; i++) {
      changed[i] = users[(int) ((before + i) % users.length)];
    }
    return Optional.of(changed);
  }
}
