package together.e2e.chaos.check;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Where each message stands in the log: what any of the clients was told. */
public final class Positions {
  private final ConcurrentMap<Long, Position> byMessage = new ConcurrentHashMap<>();

  /** Told again by each client; of a record that was written twice the first place counts. */
  void told(long message, Position position) {
    byMessage.merge(
        message, position, (one, other) -> one.offset() <= other.offset() ? one : other);
  }

  public Optional<Position> of(long message) {
    return Optional.ofNullable(byMessage.get(message));
  }
}
