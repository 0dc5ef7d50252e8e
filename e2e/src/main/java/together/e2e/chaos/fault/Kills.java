package together.e2e.chaos.fault;

import java.io.IOException;
import java.util.List;

/** kill -9 of a process; the launcher starts it again. */
record Kills(Processes processes) implements Injection {
  @Override
  public String begin(Fault fault) throws IOException, InterruptedException {
    var process = processes.named(fault.target());
    Processes.signal("KILL", List.of(process));
    return "process " + process.pid();
  }
}
