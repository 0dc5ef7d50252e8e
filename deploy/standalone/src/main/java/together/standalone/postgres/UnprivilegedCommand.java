package together.standalone.postgres;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * PostgreSQL refuses to run as root. In a user namespace of its own a process of root is nobody,
 * and still owns its files.
 */
final class UnprivilegedCommand {
  private UnprivilegedCommand() {}

  /** What to put before a PostgreSQL program: nothing, unless this JVM runs as root. */
  static List<String> prefix() throws IOException, InterruptedException {
    if (!Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
      return List.of();
    }
    var prefix = List.of("unshare", "-U");
    var trial =
        new ProcessBuilder("unshare", "-U", "true")
            .redirectErrorStream(true)
            .redirectOutput(Redirect.DISCARD)
            .start();
    if (trial.waitFor() != 0) {
      throw new IOException("PostgreSQL does not run as root, start as another user");
    }
    return prefix;
  }
}
