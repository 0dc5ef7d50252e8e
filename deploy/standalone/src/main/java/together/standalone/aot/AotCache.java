package together.standalone.aot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The JVM's cache of loaded and linked classes for one service (JEP 483, 514): a third of the start
 * time. It fits one set of jars, one JVM and one set of options, so all three are in its name.
 *
 * <p>A training run writes it when it ends. One that failed leaves a note instead, so that it is
 * not tried at every start.
 */
public final class AotCache {
  /** The assembling JVM takes the service's options, and needs more heap than the service. */
  private static final String ASSEMBLY_OPTIONS = "-Xmx512m";

  private final Path directory;
  private final String service;
  private final String key;

  private AotCache(Path directory, String service, String key) {
    this.directory = directory;
    this.service = service;
    this.key = key;
  }

  /**
   * @param jar the service's jar; its class path is the folder {@code lib} beside it
   */
  public static AotCache of(Path directory, String service, Path jar, List<String> jvmOptions)
      throws IOException {
    var parts = new TreeSet<String>();
    parts.add(fingerprint(jar));
    try (var libraries = Files.newDirectoryStream(jar.resolveSibling("lib"))) {
      for (var library : libraries) {
        parts.add(fingerprint(library));
      }
    }
    parts.add(Runtime.version().toString());
    parts.add(jvmOptions.toString());
    return new AotCache(directory, service, hash(String.join("\n", parts)));
  }

  public boolean exists() {
    return Files.exists(file());
  }

  /** Whether a training run is due. */
  public boolean isMissing() {
    return !exists() && !Files.exists(failureNote());
  }

  /** The options of an ordinary run. */
  public List<String> runOptions() {
    // A cache that does not fit is left aside with a warning, never a reason not to start.
    return exists() ? List.of("-XX:AOTCache=" + file()) : List.of();
  }

  /** The options of a run that writes the cache when it ends. */
  public List<String> trainingOptions() throws IOException {
    Files.createDirectories(directory);
    // Hundreds of classes that cannot be kept are normal, and not worth a line each.
    return List.of("-XX:AOTCacheOutput=" + unfinished(), "-Xlog:aot=error");
  }

  public Map<String, String> trainingEnvironment() {
    return Map.of("JDK_AOT_VM_OPTIONS", ASSEMBLY_OPTIONS);
  }

  /** After a training run has ended: true when it left a cache. Older caches are deleted. */
  public boolean publish() throws IOException {
    try (var old = Files.newDirectoryStream(directory, service + "-*.{aot,failed}")) {
      for (var path : old) {
        Files.delete(path);
      }
    }
    Files.deleteIfExists(Path.of(unfinished() + ".config"));
    if (!Files.exists(unfinished())) {
      Files.writeString(failureNote(), "The training run left no cache.\n");
      return false;
    }
    Files.move(unfinished(), file(), StandardCopyOption.ATOMIC_MOVE);
    return true;
  }

  private Path file() {
    return directory.resolve(service + "-" + key + ".aot");
  }

  private Path failureNote() {
    return directory.resolve(service + "-" + key + ".failed");
  }

  private Path unfinished() {
    return directory.resolve(service + ".training");
  }

  private static String fingerprint(Path file) throws IOException {
    return file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
  }

  private static String hash(String text) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
