package together.e2e.chaos.fault;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import together.e2e.platform.Signals;

/** SIGSTOP and SIGCONT of a process; of PostgreSQL all that serve connections too. */
final class Pauses implements Injection {
  private final Processes processes;
  private final Map<Fault, List<ProcessHandle>> stopped = new ConcurrentHashMap<>();

  Pauses(Processes processes) {
    this.processes = processes;
  }

  @Override
  public String begin(Fault fault) throws IOException, InterruptedException {
    var family = processes.family(fault.target());
    stopped.put(fault, family);
    Signals.send("STOP", family);
    return family.size() + " processes";
  }

  @Override
  public void end(Fault fault) throws IOException, InterruptedException {
    Signals.send("CONT", stopped.getOrDefault(fault, List.of()));
  }
}
