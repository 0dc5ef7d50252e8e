package together.standalone.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The log of one process, appended to by the process itself, so that it goes on when the launcher
 * is killed.
 */
public record LogFile(Path path, long limitBytes) {
  /**
   * Sets a large log aside. The file is emptied, not renamed, because its writer keeps it open (in
   * append mode); lines written in the moment between are lost.
   */
  public void rotateIfLarge() throws IOException {
    if (Files.exists(path) && Files.size(path) > limitBytes) {
      Files.copy(
          path,
          path.resolveSibling(path.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
      try (var file = FileChannel.open(path, StandardOpenOption.WRITE)) {
        file.truncate(0);
      }
    }
  }

  /** The last line that says something, for a message to the user. */
  public String lastLine() throws IOException {
    if (!Files.exists(path)) {
      return "(no log)";
    }
    try (var file = FileChannel.open(path, StandardOpenOption.READ)) {
      var tail = ByteBuffer.allocate(4096);
      file.read(tail, Math.max(0, file.size() - tail.capacity()));
      var text = new String(tail.array(), 0, tail.position(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.isBlank()).reduce("(empty)", (a, b) -> b).strip();
    }
  }
}
