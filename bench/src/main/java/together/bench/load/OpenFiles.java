package together.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How many files a process may have open; a socket is one. */
final class OpenFiles {
  private static final String LINE = "Max open files";

  private OpenFiles() {}

  static long limit(ProcessHandle process) {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "limits"))) {
      return lines
          .filter(line -> line.startsWith(LINE))
          .map(line -> line.substring(LINE.length()).strip().split("\\s+", -1)[0])
          .mapToLong(limit -> limit.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(limit))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no limit of open files is told"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
