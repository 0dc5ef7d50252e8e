package together.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import together.e2e.client.Connection;
import together.e2e.platform.LocalPlatform;

/** The one platform of a test run; starts with the first test, ends with the JVM. */
final class SharedPlatform {
  /** Loaded once: when the start fails, every test fails at once instead of trying again. */
  private static final class Holder {
    private static final SharedPlatform INSTANCE = start();
  }

  private final LocalPlatform platform;
  private final Connection connection;

  private SharedPlatform(LocalPlatform platform) {
    this.platform = platform;
    this.connection = new Connection(platform.url());
  }

  static SharedPlatform get() {
    return Holder.INSTANCE;
  }

  private static SharedPlatform start() {
    // Below target, so that the logs of a failed run are there to read.
    var data = Path.of("target", "platform").toAbsolutePath();
    delete(data);
    var shared = new SharedPlatform(LocalPlatform.fresh(data));
    shared.platform.start();
    return shared;
  }

  LocalPlatform platform() {
    return platform;
  }

  Connection connection() {
    return connection;
  }

  private static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (var paths = Files.walk(directory)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
