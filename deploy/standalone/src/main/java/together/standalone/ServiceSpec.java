package together.standalone;

import java.nio.file.Path;
import java.util.Locale;

/**
 * One service process.
 *
 * @param name short name, for example {@code auth}; also of its schema and its log
 * @param directory where its jar and {@code lib} are
 * @param port port of its requests
 * @param healthPort port of {@code /q/health}
 * @param heapMegabytes maximum heap
 * @param database whether it has a schema of its own
 */
public record ServiceSpec(
    String name, Path directory, int port, int healthPort, int heapMegabytes, boolean database) {

  /** Prefix of this service's settings: {@code TOGETHER_AUTH}. */
  public String settingPrefix() {
    return "TOGETHER_" + settingName(name);
  }

  static String settingName(String name) {
    return name.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
