package together.standalone;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import together.standalone.process.Child;
import together.standalone.process.HealthProbe;

/**
 * One run of the services that ends with their class caches written. They run all at once, because
 * one is ready only when those it asks are.
 */
final class Training {
  /** Writing a cache takes a JVM of its own some 5 to 15 seconds, more on a busy machine. */
  private static final Duration WRITE_LIMIT = Duration.ofMinutes(2);

  private static final Duration PROBE_INTERVAL = Duration.ofMillis(200);

  private final List<ServiceCommand> commands;
  private final Duration startLimit;
  private final Console console;
  private final List<Child> running = new CopyOnWriteArrayList<>();
  private volatile boolean cancelled;

  Training(List<ServiceCommand> commands, Duration startLimit, Console console) {
    this.commands = commands;
    this.startLimit = startLimit;
    this.console = console;
  }

  /** Does nothing when every service has its cache. */
  void run() throws IOException, InterruptedException {
    var due = commands.stream().filter(command -> command.cache().isMissing()).toList();
    if (due.isEmpty()) {
      return;
    }
    var since = console.now();
    var names = String.join(", ", due.stream().map(command -> command.service().name()).toList());
    console.line("  preparing fast starts, once (%s)".formatted(names));
    var trained = new ArrayList<Child>();
    var others = new ArrayList<Child>();
    for (var command : commands) {
      if (due.contains(command)) {
        trained.add(running(command.startTraining()));
      } else {
        others.add(running(command.start(true)));
      }
    }
    awaitReady(since.plus(startLimit));
    console.step("", "loaded", since);
    for (var child : others) {
      child.stop(Duration.ofSeconds(5));
    }
    // One after the other: each assembling JVM takes some 400 MB and the cores.
    for (var i = 0; i < due.size() && !cancelled; i++) {
      trained.get(i).stop(WRITE_LIMIT);
      if (cancelled) {
        return;
      }
      var written = due.get(i).cache().publish();
      console.step(due.get(i).service().name(), written ? "prepared" : "no cache", since);
    }
  }

  /** Kills what runs. */
  void cancel() throws InterruptedException {
    cancelled = true;
    for (var child : running) {
      child.stop(Duration.ZERO);
    }
  }

  private synchronized Child running(Child child) throws InterruptedException {
    running.add(child);
    if (cancelled) {
      child.stop(Duration.ZERO);
    }
    return child;
  }

  /** A service that does not come up is told by the start that follows, not here. */
  private void awaitReady(Instant deadline) throws InterruptedException {
    for (var command : commands) {
      var probe = new HealthProbe(command.service().healthPort());
      while (!probe.isReady() && !cancelled && console.now().isBefore(deadline)) {
        Thread.sleep(PROBE_INTERVAL);
      }
    }
  }
}
