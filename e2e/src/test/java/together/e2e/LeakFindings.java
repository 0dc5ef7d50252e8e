package together.e2e;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What a leak check found; nothing when all is well. Thread-safe. */
final class LeakFindings {
  private final Queue<String> leaks = new ConcurrentLinkedQueue<>();
  private final Queue<String> losses = new ConcurrentLinkedQueue<>();
  private final Queue<String> doubles = new ConcurrentLinkedQueue<>();

  void leaked(String what) {
    leaks.add(what);
  }

  void lost(String what) {
    losses.add(what);
  }

  void doubled(String what) {
    doubles.add(what);
  }

  boolean none() {
    return leaks.isEmpty() && losses.isEmpty() && doubles.isEmpty();
  }

  List<String> leaks() {
    return List.copyOf(leaks);
  }

  List<String> losses() {
    return List.copyOf(losses);
  }

  List<String> doubles() {
    return List.copyOf(doubles);
  }
}
