package together.standalone.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** Reads what is added to a log, a line at a time, each prefixed with its process's name. */
public final class LogFollower {
  private final Path path;
  private final String prefix;
  private final Consumer<String> lines;
  private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
  private long position;

  /** Starts behind what the log holds already. */
  public LogFollower(String name, Path path, Consumer<String> lines) throws IOException {
    this.path = path;
    this.prefix = "%-10s | ".formatted(name);
    this.lines = lines;
    this.position = Files.exists(path) ? Files.size(path) : 0;
  }

  /** Passes on the lines finished since the last call. */
  public void poll() throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (var file = FileChannel.open(path, StandardOpenOption.READ)) {
      if (file.size() < position) {
        // The log was set aside.
        position = 0;
      }
      var buffer = ByteBuffer.allocate(8192);
      for (int read; (read = file.read(buffer.clear(), position)) > 0; position += read) {
        accept(buffer.flip());
      }
    }
  }

  private void accept(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      var next = bytes.get();
      if (next == '\n') {
        lines.accept(prefix + unfinished.toString(StandardCharsets.UTF_8));
        unfinished.reset();
      } else {
        unfinished.write(next);
      }
    }
  }
}
