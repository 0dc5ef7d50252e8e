package together.e2e.chaos.fault;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import together.e2e.platform.Signals;

/** kill -9 of a database connection's process, on which PostgreSQL restarts all of them. */
record BackendKills(Processes processes, Random random) implements Injection {
  @Override
  public String begin(Fault fault) throws IOException, InterruptedException {
    var process = processes.databaseBackend(random);
    Signals.send("KILL", List.of(process));
    return "process " + process.pid();
  }
}
