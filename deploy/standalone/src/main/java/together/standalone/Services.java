package together.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The services of the platform, in the order in which they are named to the user. */
public final class Services {
  /** What nobody set. The gateway's heap holds a socket's queue for each session. */
  private record Default(String name, int port, int heapMegabytes) {}

  private static final List<Default> DEFAULTS =
      List.of(
          new Default("auth", 8081, 96),
          new Default("guild", 8082, 96),
          new Default("message", 8083, 128),
          new Default("voice", 8084, 64),
          new Default("gateway", 8080, 256));

  /** From one process' port to that of the next one of the same service. */
  private static final int BETWEEN_INSTANCES = 10;

  private Services() {}

  /**
   * @param gateways processes of the gateway, which share its port
   */
  public static List<ServiceSpec> of(LauncherSettings settings, int gateways) throws StartRefused {
    var services = new ArrayList<ServiceSpec>();
    for (var service : DEFAULTS) {
      int instances =
          switch (service.name()) {
            case "gateway" -> gateways;
            case "message" -> settings.messages();
            default -> 1;
          };
      for (int instance = 1; instance <= instances; instance++) {
        services.add(spec(settings, service, instance));
      }
    }
    return List.copyOf(services);
  }

  private static ServiceSpec spec(LauncherSettings settings, Default service, int instance)
      throws StartRefused {
    boolean isGateway = service.name().equals("gateway");
    var setting = ServiceSpec.settingName(service.name());
    // Gateways share a port.
    var port =
        isGateway || instance == 1
            ? settings.port(setting, service.port())
            : settings.port(
                setting + "_" + instance, service.port() + BETWEEN_INSTANCES * (instance - 1));
    return new ServiceSpec(
        service.name(),
        instance,
        settings.home().resolve(service.name() + "-service").resolve("target"),
        port,
        // Only the gateway faces the public, so only its health has a port of its own.
        isGateway ? settings.managementPort(instance) : port,
        settings.heapMegabytes(setting, service.heapMegabytes()));
  }

  /** The service's runnable jar. */
  public static Path jar(ServiceSpec service) throws StartRefused {
    try (var files = Files.newDirectoryStream(service.directory(), "*-runner.jar")) {
      var jars = files.iterator();
      if (jars.hasNext()) {
        return jars.next();
      }
    } catch (IOException e) {
      throw notBuilt(service, e);
    }
    throw notBuilt(service, null);
  }

  private static StartRefused notBuilt(ServiceSpec service, @Nullable IOException cause) {
    var line = service.service() + "-service is not built (no jar in " + service.directory() + ")";
    return new StartRefused(line + ": run `make build`", cause);
  }
}
