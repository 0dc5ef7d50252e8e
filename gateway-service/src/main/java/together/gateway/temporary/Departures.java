package together.gateway.temporary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import together.proto.TemporaryMembership;

/**
 * For how long the users of temporary memberships have been without a session, by what this process
 * has seen itself. Not thread-safe.
 */
final class Departures {
  private final long graceNanos;
  private Map<TemporaryMembership, Long> awaySince = new HashMap<>();
  private Map<TemporaryMembership, Long> seen = new HashMap<>();

  Departures(long graceNanos) {
    this.graceNanos = graceNanos;
  }

  /** Forgets all it has seen: what happened meanwhile is not known. */
  void reset() {
    awaySince = new HashMap<>();
    seen = new HashMap<>();
  }

  /** A part of a look at all memberships; those of it that are to end now. */
  List<TemporaryMembership> look(
      List<TemporaryMembership> page, LongPredicate hasSession, long now) {
    var ending = new ArrayList<TemporaryMembership>();
    for (var membership : page) {
      if (!hasSession.test(membership.getUserId())) {
        long since = awaySince.getOrDefault(membership, now);
        seen.put(membership, since);
        if (now - since >= graceNanos) {
          ending.add(membership);
        }
      }
    }
    return ending;
  }

  /** The look is over: what was not in it is nobody's membership any more, or has a session. */
  void looked() {
    awaySince = seen;
    seen = new HashMap<>();
  }
}
