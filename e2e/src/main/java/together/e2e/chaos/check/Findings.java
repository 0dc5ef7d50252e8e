package together.e2e.chaos.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** All that was found; the first of each kind with their texts. Safe for every thread. */
public final class Findings {
  private static final int KEPT = 200;

  private final Map<Finding.Kind, Integer> counts = new EnumMap<>(Finding.Kind.class);
  private final List<Finding> kept = new ArrayList<>();

  public synchronized void add(Finding.Kind kind, String text) {
    if (counts.merge(kind, 1, Integer::sum) <= KEPT) {
      kept.add(new Finding(kind, text));
    }
  }

  public synchronized int count(Finding.Kind kind) {
    return counts.getOrDefault(kind, 0);
  }

  public synchronized boolean none() {
    return counts.isEmpty();
  }

  public synchronized List<Finding> kept() {
    return List.copyOf(kept);
  }
}
