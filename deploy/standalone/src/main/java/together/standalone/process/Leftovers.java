package together.standalone.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Processes of an earlier launcher that was killed before it could stop them. */
public final class Leftovers {
  private final Path directory;

  /**
   * @param directory where the {@link PidFile}s are
   */
  public Leftovers(Path directory) {
    this.directory = directory;
  }

  public PidFile file(String name) {
    return new PidFile(directory.resolve(name + ".pid"));
  }

  /** Stops all that still run; returns their names. */
  public List<String> stop(Duration limit) throws IOException, InterruptedException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    var names = new ArrayList<String>();
    var processes = new ArrayList<ProcessHandle>();
    try (var files = Files.newDirectoryStream(directory, "*.pid")) {
      for (var path : files) {
        var process = new PidFile(path).process();
        if (process.isPresent()) {
          process.get().destroy();
          processes.add(process.get());
          names.add(path.getFileName().toString().replace(".pid", ""));
        }
        Files.delete(path);
      }
    }
    for (var process : processes) {
      await(process, limit);
    }
    return names;
  }

  private static void await(ProcessHandle process, Duration limit) throws InterruptedException {
    try {
      process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      process.onExit().join();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
