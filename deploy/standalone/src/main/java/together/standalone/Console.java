package together.standalone;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** What the user reads while the platform starts, runs and stops. One line each, with its time. */
public final class Console {
  private final PrintStream out;
  private final InstantSource clock;

  public Console(PrintStream out, InstantSource clock) {
    this.out = out;
    this.clock = clock;
  }

  public Instant now() {
    return clock.instant();
  }

  public synchronized void line(String text) {
    out.println(text);
    out.flush();
  }

  /** {@code auth ready 1.4 s}. */
  public void step(String name, String what, Instant since) {
    line("  %-12s %-10s %5s".formatted(name, what, seconds(Duration.between(since, now()))));
  }

  static String seconds(Duration duration) {
    return "%.1f s".formatted(duration.toMillis() / 1000.0);
  }
}
