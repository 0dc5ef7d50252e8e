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
  private record Default(String name, int port, int heapMegabytes, boolean database) {}

  private static final List<Default> DEFAULTS =
      List.of(
          new Default("auth", 8081, 96, true),
          new Default("guild", 8082, 96, true),
          new Default("message", 8083, 96, true),
          new Default("voice", 8084, 64, true),
          new Default("gateway", 8080, 256, false));

  private static final int GATEWAY_MANAGEMENT_PORT = 9080;

  private Services() {}

  public static List<ServiceSpec> of(LauncherSettings settings) throws StartRefused {
    var services = new ArrayList<ServiceSpec>();
    for (var service : DEFAULTS) {
      var setting = ServiceSpec.settingName(service.name());
      var port = settings.port(setting, service.port());
      services.add(
          new ServiceSpec(
              service.name(),
              settings.home().resolve(service.name() + "-service").resolve("target"),
              port,
              // Only the gateway faces the public, so only its health has a port of its own.
              service.database() ? port : settings.port("MANAGEMENT", GATEWAY_MANAGEMENT_PORT),
              settings.heapMegabytes(setting, service.heapMegabytes()),
              service.database()));
    }
    return List.copyOf(services);
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
    var line = service.name() + "-service is not built (no jar in " + service.directory() + ")";
    return new StartRefused(line + ": run `make build`", cause);
  }
}
