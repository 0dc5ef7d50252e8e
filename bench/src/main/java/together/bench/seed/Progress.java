package together.bench.seed;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** A bar with rate and time left: redrawn on a terminal, a line now and then elsewhere. */
public final class Progress implements AutoCloseable {
  private static final int WIDTH = 30;

  private final String name;
  private final long total;
  private final PrintStream out;
  private final boolean terminal;
  private final LongAdder done = new LongAdder();
  private final LongAdder skipped = new LongAdder();
  private final long began = System.nanoTime();
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

  // Null still where the module of consoles is missing.
  @SuppressWarnings("SystemConsoleNull")
  public Progress(String name, long total, PrintStream out) {
    this.name = name;
    this.total = total;
    this.out = out;
    var console = System.console();
    terminal = console != null && console.isTerminal();
    var everyMillis = terminal ? 200 : 5000;
    var _ = ticker.scheduleAtFixedRate(this::draw, everyMillis, everyMillis, TimeUnit.MILLISECONDS);
  }

  public void add(long count) {
    done.add(count);
  }

  /** Found there already: part of the whole, but not of the rate. */
  public void skip(long count) {
    skipped.add(count);
  }

  public long done() {
    return done.sum();
  }

  public long skipped() {
    return skipped.sum();
  }

  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** Units a second, without those that were there already. */
  public double rate() {
    return done.sum() / Math.max(0.001, elapsed().toMillis() / 1000.0);
  }

  private void draw() {
    out.print(terminal ? "\r" + line() + "\u001b[K" : line() + "\n");
    out.flush();
  }

  String line() {
    var past = done.sum() + skipped.sum();
    var share = total == 0 ? 1 : Math.min(1, past / (double) total);
    var filled = (int) Math.round(share * WIDTH);
    var left = rate() < 0.001 ? "?" : clock((long) ((total - past) / rate()));
    return String.format(
        Locale.ROOT,
        "%-9s [%s%s] %,d of %,d  %,.0f/s  %s left",
        name,
        "#".repeat(filled),
        "-".repeat(WIDTH - filled),
        past,
        total,
        rate(),
        left);
  }

  private static String clock(long seconds) {
    return "%d:%02d".formatted(seconds / 60, seconds % 60);
  }

  /** Draws the last state. */
  @Override
  public void close() {
    ticker.shutdownNow();
    out.print((terminal ? "\r" : "") + line() + (terminal ? "\u001b[K" : "") + "\n");
  }
}
