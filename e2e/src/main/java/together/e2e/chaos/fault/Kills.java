package together.e2e.chaos.fault;

import java.io.IOException;
import java.util.List;
import together.e2e.platform.Signals;

/** kill -9 of a process; the launcher starts it again. */
record Kills(Processes processes) implements Injection {
  @Override
  public String begin(Fault fault) throws IOException, InterruptedException {
    var process = processes.named(fault.target());
    Signals.send("KILL", List.of(process));
    return "process " + process.pid();
  }
}
