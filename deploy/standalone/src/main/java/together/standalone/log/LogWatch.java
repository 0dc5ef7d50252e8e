package together.standalone.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/** Keeps the logs small while the platform runs, and shows them on the terminal when asked to. */
public final class LogWatch implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMillis(100);
  private static final int ROUNDS_BETWEEN_ROTATIONS = 300;

  private final Thread thread;

  public LogWatch(List<LogFile> files, List<LogFollower> followers) {
    // With nothing to show there is no reason to wake ten times a second.
    var interval = followers.isEmpty() ? INTERVAL.multipliedBy(ROUNDS_BETWEEN_ROTATIONS) : INTERVAL;
    thread =
        Thread.ofVirtual()
            .name("log-watch")
            .start(() -> {
              try {
                watch(files, followers, interval);
              } catch (InterruptedException e) {
                // Closed.
                Thread.currentThread().interrupt();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private static void watch(List<LogFile> files, List<LogFollower> followers, Duration interval)
      throws IOException, InterruptedException {
    for (var round = 0; ; round++) {
      for (var follower : followers) {
        follower.poll();
      }
      if (followers.isEmpty() || round % ROUNDS_BETWEEN_ROTATIONS == 0) {
        for (var file : files) {
          file.rotateIfLarge();
        }
      }
      Thread.sleep(interval);
    }
  }
}
