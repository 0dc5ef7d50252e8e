package together.standalone.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A {@link Child} that is a process of this machine. */
public final class ChildProcess implements Child {
  private final Process process;
  private final PidFile pidFile;

  private ChildProcess(Process process, PidFile pidFile) {
    this.process = process;
    this.pidFile = pidFile;
  }

  /**
   * Starts a command in a session of its own: Ctrl-C and a closed terminal reach only the launcher,
   * which then stops the processes in order.
   *
   * @param environment added to the launcher's own
   */
  public static ChildProcess start(
      List<String> command, Map<String, String> environment, Path log, PidFile pidFile)
      throws IOException {
    var whole = new ArrayList<>(List.of("setsid"));
    whole.addAll(command);
    Files.createDirectories(log.toAbsolutePath().getParent());
    var builder =
        new ProcessBuilder(whole)
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    var process = builder.start();
    pidFile.write(process.toHandle());
    return new ChildProcess(process, pidFile);
  }

  @Override
  public CompletableFuture<Integer> exit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  @Override
  public void stop(Duration limit) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(limit)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      process.waitFor();
    }
    pidFile.delete();
  }
}
