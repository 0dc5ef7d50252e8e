package together.e2e.platform;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Signals that {@link ProcessHandle} does not have. */
public final class Signals {
  private Signals() {}

  /** Sends one, STOP say; whoever has ended meanwhile does not mind. */
  public static void send(String signal, List<ProcessHandle> processes)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("kill", "-" + signal));
    processes.forEach(process -> command.add(Long.toString(process.pid())));
    var _ =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
  }
}
