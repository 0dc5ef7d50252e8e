package together.standalone.process;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one process running until it is told to stop.
 *
 * <p>One thread runs {@link #run}; {@link #stop} may be called from any other, once it returns no
 * process is left and none is started any more.
 */
public final class Supervisor {
  /** Starts the process. */
  @FunctionalInterface
  public interface Spawner {
    Child spawn() throws IOException, InterruptedException;
  }

  /** Waits; a test does not. */
  @FunctionalInterface
  public interface Pause {
    void of(Duration duration) throws InterruptedException;
  }

  /** What is told about the process. Called in the supervisor's thread. */
  public interface Listener {
    void started(Child child);

    void ended(int exitStatus, Duration untilNextStart);

    void notStarted(IOException reason, Duration untilNextStart);
  }

  private final Spawner spawner;
  private final Listener listener;
  private final Pause pause;
  private final InstantSource clock;
  private final Backoff backoff = new Backoff();
  private final CompletableFuture<Void> finished = new CompletableFuture<>();

  private @Nullable Thread runner;
  private @Nullable Child child;
  private boolean stopping;

  public Supervisor(Spawner spawner, Listener listener, Pause pause, InstantSource clock) {
    this.spawner = spawner;
    this.listener = listener;
    this.pause = pause;
    this.clock = clock;
  }

  /** Starts the process again and again; returns after {@link #stop}. */
  public void run() {
    synchronized (this) {
      runner = Thread.currentThread();
    }
    try {
      while (!isStopping()) {
        runOnce();
      }
    } catch (InterruptedException e) {
      // Only stop() interrupts, to cut a wait short; the thread ends here.
      Thread.currentThread().interrupt();
    } finally {
      finished.complete(null);
    }
  }

  private void runOnce() throws InterruptedException {
    var start = clock.instant();
    try {
      var started = spawn();
      if (started != null) {
        listener.started(started);
        var status = started.exit().get();
        if (!isStopping()) {
          var wait = backoff.after(Duration.between(start, clock.instant()));
          listener.ended(status, wait);
          pause.of(wait);
        }
      }
    } catch (IOException e) {
      if (!isStopping()) {
        var wait = backoff.after(Duration.ZERO);
        listener.notStarted(e, wait);
        pause.of(wait);
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized boolean isStopping() {
    return stopping;
  }

  /** Locked against stop(), so that no process starts behind its back. */
  private synchronized @Nullable Child spawn() throws IOException, InterruptedException {
    child = stopping ? null : spawner.spawn();
    return child;
  }

  /** Ends the process, killed after the limit, and the supervision. */
  public void stop(Duration limit) throws InterruptedException {
    Child last;
    synchronized (this) {
      stopping = true;
      last = child;
      if (last == null || last.exit().isDone()) {
        interrupt();
      }
    }
    if (last != null) {
      last.stop(limit);
    }
    if (runner != null) {
      finished.join();
    }
  }

  private void interrupt() {
    if (runner != null) {
      runner.interrupt();
    }
  }
}
