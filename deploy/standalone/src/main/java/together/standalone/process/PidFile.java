package together.standalone.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Which process runs under a name, kept for the next launcher in case this one is killed: the
 * number and, because numbers are used again, the moment of its start.
 */
public record PidFile(Path path) {
  public void write(ProcessHandle process) throws IOException {
    Files.createDirectories(path.getParent());
    Files.writeString(path, process.pid() + " " + startOf(process).toEpochMilli() + "\n");
  }

  public void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process, if it still runs. */
  public Optional<ProcessHandle> process() throws IOException {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    var fields = Files.readString(path).strip().split(" ", -1);
    if (fields.length != 2) {
      // Cut off by the crash that this file is for: the process cannot be told from another.
      return Optional.empty();
    }
    var start = Instant.ofEpochMilli(Long.parseLong(fields[1]));
    return ProcessHandle.of(Long.parseLong(fields[0])).filter(p -> startOf(p).equals(start));
  }

  private static Instant startOf(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }
}
