package together.e2e.chaos.load;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import together.e2e.client.Answer;

/** How long requests take; those that took longer than the platform has for them. */
public final class Answers {
  /** The edge waits 10 s for a service, and may be busy itself. */
  private static final Duration DEADLINE = Duration.ofSeconds(14);

  /**
   * A request that took too long.
   *
   * @param began by {@link System#nanoTime()}
   */
  public record Late(String request, long began, long ended) {}

  private final Queue<Late> late = new ConcurrentLinkedQueue<>();

  Answer timed(String method, String path, Supplier<Answer> request, long began) {
    try {
      return request.get();
    } finally {
      var ended = System.nanoTime();
      if (ended - began > DEADLINE.toNanos()) {
        late.add(new Late(method + " " + path, began, ended));
      }
    }
  }

  public List<Late> late() {
    return List.copyOf(late);
  }
}
