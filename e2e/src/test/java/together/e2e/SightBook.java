package together.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Who may see which places (channels, and servers as their members) after each change. A version
 * begins when its change is asked for, and holds for certain once that is answered. Thread-safe.
 */
final class SightBook {
  private final List<Map<String, Set<String>>> versions = new ArrayList<>();
  private volatile int certain;

  /** Places by user from here on. */
  synchronized void begin(Map<String, Set<String>> sight) {
    versions.add(Map.copyOf(sight));
  }

  /** What has begun is answered. */
  synchronized void settle() {
    certain = versions.size() - 1;
  }

  /** The last version that holds for certain: what is asked from now on holds at it or later. */
  int certain() {
    return certain;
  }

  synchronized Set<String> now(String user) {
    return versions.getLast().getOrDefault(user, Set.of());
  }

  /** Whether the user might see the place at some version since the named one. */
  synchronized boolean ever(String user, String place, int since) {
    return since(since).anyMatch(sees(user, place));
  }

  /** Whether the user might see the place at all versions since the named one. */
  synchronized boolean always(String user, String place, int since) {
    return since(since).allMatch(sees(user, place));
  }

  private IntStream since(int version) {
    return IntStream.range(version, versions.size());
  }

  private IntPredicate sees(String user, String place) {
    return version -> versions.get(version).getOrDefault(user, Set.of()).contains(place);
  }
}
