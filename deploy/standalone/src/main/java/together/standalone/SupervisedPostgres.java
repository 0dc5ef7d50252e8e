package together.standalone;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import together.standalone.postgres.EmbeddedPostgreSql;
import together.standalone.postgres.PostgresSettings;
import together.standalone.process.Child;
import together.standalone.process.Supervisor;

/** PostgreSQL kept running. */
final class SupervisedPostgres implements Supervisor.Listener {
  private static final String NAME = "PostgreSQL";

  private final PostgresSettings settings;
  private final Console console;
  private final Supervisor supervisor;
  private final CompletableFuture<EmbeddedPostgreSql> first = new CompletableFuture<>();

  SupervisedPostgres(PostgresSettings settings, Console console) {
    this.settings = settings;
    this.console = console;
    this.supervisor = new Supervisor(this::spawn, this, Thread::sleep, console::now);
  }

  /** Completes when the server answers for the first time. */
  CompletableFuture<EmbeddedPostgreSql> start() {
    Thread.ofVirtual().name("supervise-postgresql").start(supervisor::run);
    return first;
  }

  void stop(Duration limit) throws InterruptedException {
    supervisor.stop(limit);
  }

  private Child spawn() throws IOException, InterruptedException {
    var since = console.now();
    var server = EmbeddedPostgreSql.start(settings);
    console.step(NAME, first.complete(server) ? "ready" : "back", since);
    return new PostgresChild(server);
  }

  @Override
  public void started(Child child) {
    // Told by spawn(), which returns once the server answers.
  }

  @Override
  public void ended(int exitStatus, Duration untilNextStart) {
    console.line(
        "  %s ended with status %d; starting it again in %s"
            .formatted(NAME, exitStatus, Console.seconds(untilNextStart)));
  }

  @Override
  public void notStarted(IOException reason, Duration untilNextStart) {
    var line = String.valueOf(reason.getMessage());
    if (!first.completeExceptionally(new StartRefused(line, reason))) {
      console.line("  " + line);
    }
  }
}
