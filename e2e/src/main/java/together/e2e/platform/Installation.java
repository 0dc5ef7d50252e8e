package together.e2e.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a platform of this machine keeps its things.
 *
 * @param home the project's root, with the built services
 * @param data the data directory
 * @param settings of the launcher and the services beside ports and places, as {@code
 *     TOGETHER_GATEWAYS}
 */
public record Installation(
    Path home, Path data, PlatformPorts ports, Map<String, String> settings) {

  public Installation {
    settings = Map.copyOf(settings);
  }

  public Installation(Path home, Path data, PlatformPorts ports) {
    this(home, data, ports, Map.of());
  }

  /** The one that {@code make run} uses, by the same settings. */
  public static Installation ofEnvironment() {
    var environment = System.getenv();
    var home = projectRoot();
    var data = home.resolve(environment.getOrDefault("TOGETHER_DATA", "data"));
    return new Installation(home, data, PlatformPorts.of(environment));
  }

  /** TOGETHER_HOME, or the directory above this one that has the Maven wrapper. */
  public static Path projectRoot() {
    var home = System.getenv("TOGETHER_HOME");
    if (home != null) {
      return Path.of(home);
    }
    var directory = Path.of("").toAbsolutePath();
    while (!Files.exists(directory.resolve("mvnw"))) {
      directory = directory.getParent();
      if (directory == null) {
        throw new IllegalStateException("start this within the project's directory");
      }
    }
    return directory;
  }

  public URI url() {
    return URI.create("http://localhost:" + ports.of("GATEWAY"));
  }

  public String operatorToken() {
    return secret("operator-token");
  }

  /** A secret the launcher made, as {@code operator-token} or {@code database-message}. */
  public String secret(String name) {
    return read(data.resolve("secrets").resolve(name));
  }

  /**
   * The running process of a service.
   *
   * @param service short name, as {@code auth}; of a further gateway {@code gateway-2}
   */
  public Optional<ProcessHandle> process(String service) {
    var file = data.resolve("run").resolve(service + ".pid");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    var pid = read(file).split(" ", -1)[0];
    return pid.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(pid));
  }

  /** The database's first process, which starts all its others. */
  public Optional<ProcessHandle> database() {
    var file = data.resolve("postgresql/postmaster.pid");
    return Files.exists(file)
        ? ProcessHandle.of(Long.parseLong(read(file).lines().findFirst().orElseThrow().strip()))
        : Optional.empty();
  }

  /** Names of the processes that the launcher keeps running, by their pid files. */
  public List<String> processes() {
    try (var files = Files.newDirectoryStream(data.resolve("run"), "*.pid")) {
      var names = new ArrayList<String>();
      files.forEach(file -> names.add(file.getFileName().toString().replace(".pid", "")));
      names.sort(null);
      return List.copyOf(names);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Map<String, String> environment() {
    var environment = new HashMap<>(ports.environment());
    environment.put("TOGETHER_HOME", home.toString());
    environment.put("TOGETHER_DATA", data.toString());
    environment.put("TOGETHER_GATEWAY_HOST", "127.0.0.1");
    // Class caches pay only where the same data is started again and again.
    environment.put("TOGETHER_FAST_START", "0");
    environment.putAll(settings);
    return environment;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
