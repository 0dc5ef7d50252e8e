package together.e2e.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import together.e2e.chaos.fault.Faults;
import together.e2e.chaos.proxy.Link;
import together.e2e.chaos.proxy.Links;
import together.e2e.platform.Installation;
import together.e2e.platform.LocalPlatform;
import together.e2e.platform.PlatformPorts;

/**
 * A platform made to be broken: Kafka in a process of its own, a {@link Link} in front of
 * everything the services connect to, and what the faults need below it.
 */
final class ChaosPlatform implements AutoCloseable {
  /** What services connect to. */
  private static final List<String> LINKED =
      List.of("POSTGRES", "KAFKA", "AUTH", "GUILD", "MESSAGE", "VOICE");

  private final Links links;
  private final Faults faults;
  private final LocalPlatform platform;

  /**
   * @param directory for its data and logs; made if it is missing
   */
  ChaosPlatform(Path directory, int gateways) throws IOException, InterruptedException {
    var root = directory.toAbsolutePath();
    Files.createDirectories(root);
    var data = root.resolve("data");
    var ports = PlatformPorts.free();
    var ways = ways(ports);
    var home = Installation.projectRoot();
    faults = Faults.prepare(new Installation(home, data, ports), root);
    var settings = new HashMap<>(faults.settings());
    settings.put("TOGETHER_KAFKA_APART", "1");
    settings.put("TOGETHER_GATEWAYS", Integer.toString(gateways));
    var open = new HashMap<String, Link>();
    for (var name : LINKED) {
      var way = ways.of(name);
      settings.put("TOGETHER_" + name + "_VIA_PORT", Integer.toString(way));
      open.put(
          name.toLowerCase(Locale.ROOT),
          new Link(name.toLowerCase(Locale.ROOT), way, ports.of(name)));
    }
    links = new Links(open);
    platform = new LocalPlatform(new Installation(home, data, ports, settings));
  }

  /** Ports for the links that the platform does not take. */
  private static PlatformPorts ways(PlatformPorts taken) {
    while (true) {
      var ways = PlatformPorts.free();
      if (ways.byName().values().stream().noneMatch(taken.byName()::containsValue)) {
        return ways;
      }
    }
  }

  LocalPlatform platform() {
    return platform;
  }

  Faults faults() {
    return faults;
  }

  Links links() {
    return links;
  }

  @Override
  public void close() throws IOException {
    try {
      platform.close();
    } finally {
      links.close();
      faults.close();
    }
  }
}
