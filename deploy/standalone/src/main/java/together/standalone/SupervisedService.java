package together.standalone;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import together.standalone.log.LogFile;
import together.standalone.process.Child;
import together.standalone.process.Supervisor;

/** One service kept running, and what the user is told about it. */
final class SupervisedService implements Supervisor.Listener {
  private static final Duration PROBE_INTERVAL = Duration.ofMillis(200);

  /** A service that ends this often without ever having been ready will not be. */
  private static final int START_TRIES = 3;

  private final String name;
  private final BooleanSupplier probe;
  private final LogFile log;
  private final Console console;
  private final Supervisor supervisor;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private int failedStarts;

  /**
   * @param probe whether the process serves
   */
  SupervisedService(
      String name,
      BooleanSupplier probe,
      Supervisor.Spawner spawner,
      LogFile log,
      Console console) {
    this.name = name;
    this.probe = probe;
    this.log = log;
    this.console = console;
    this.supervisor = new Supervisor(spawner, this, Thread::sleep, console::now);
  }

  String name() {
    return name;
  }

  /** Completes when the service was ready for the first time, or has failed to be too often. */
  CompletableFuture<Void> start() {
    Thread.ofVirtual().name("supervise-" + name).start(supervisor::run);
    return ready;
  }

  void stop(Duration limit) throws InterruptedException {
    supervisor.stop(limit);
  }

  @Override
  public void started(Child child) {
    Thread.ofVirtual().name("await-" + name).start(() -> awaitReady(child));
  }

  @Override
  public void ended(int exitStatus, Duration untilNextStart) {
    failed("ended with status " + exitStatus, untilNextStart);
  }

  @Override
  public void notStarted(IOException reason, Duration untilNextStart) {
    failed("could not be started (" + reason.getMessage() + ")", untilNextStart);
  }

  private void failed(String what, Duration untilNextStart) {
    if (!ready.isDone() && ++failedStarts == START_TRIES) {
      ready.completeExceptionally(
          new StartRefused(name + " " + what + ", see " + log.path() + ": " + lastLine()));
      return;
    }
    console.line(
        "  %s %s; starting it again in %s".formatted(name, what, Console.seconds(untilNextStart)));
  }

  private void awaitReady(Child child) {
    var since = console.now();
    try {
      while (!probe.getAsBoolean()) {
        if (child.exit().isDone()) {
          return;
        }
        Thread.sleep(PROBE_INTERVAL);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    console.step(name, ready.isDone() ? "back" : "ready", since);
    ready.complete(null);
  }

  private String lastLine() {
    try {
      return log.lastLine();
    } catch (IOException e) {
      return e.toString();
    }
  }
}
