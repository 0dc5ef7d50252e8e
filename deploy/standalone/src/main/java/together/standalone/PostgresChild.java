package together.standalone;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import together.standalone.postgres.EmbeddedPostgreSql;
import together.standalone.process.Child;

/** The database server, as something to supervise. */
record PostgresChild(EmbeddedPostgreSql server) implements Child {
  @Override
  public CompletableFuture<Integer> exit() {
    return server.process().onExit().thenApply(Process::exitValue);
  }

  @Override
  public void stop(Duration limit) {
    server.close();
  }
}
