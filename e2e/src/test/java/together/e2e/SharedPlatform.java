package together.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import together.e2e.client.Connection;
import together.e2e.platform.LocalPlatform;

/**
 * A platform of a test run. Nearly all tests share one, which starts with the first of them and
 * ends with the JVM; who needs another kind has its own.
 */
final class SharedPlatform implements AutoCloseable {
  /** Loaded once: when the start fails, every test fails at once instead of trying again. */
  private static final class Holder {
    private static final SharedPlatform INSTANCE = start("platform", Map.of());
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

  /**
   * One of its own, ready.
   *
   * @param name of its data directory
   * @param settings beside the shipped ones
   */
  static SharedPlatform start(String name, Map<String, String> settings) {
    // Below target, so that the logs of a failed run are there to read.
    var data = Path.of("target", name).toAbsolutePath();
    delete(data);
    var shared = new SharedPlatform(LocalPlatform.fresh(data, settings));
    shared.platform.start();
    return shared;
  }

  LocalPlatform platform() {
    return platform;
  }

  Connection connection() {
    return connection;
  }

  @Override
  public void close() {
    connection.close();
    platform.close();
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
