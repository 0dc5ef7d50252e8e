package together.standalone;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import together.standalone.aot.AotCache;
import together.standalone.process.Child;
import together.standalone.process.ChildProcess;
import together.standalone.process.Leftovers;

/** Starts the process of one service. */
final class ServiceCommand {
  private final ServiceSpec service;
  private final Path jar;
  private final List<String> jvmOptions;
  private final Map<String, String> environment;
  private final DataLayout data;
  private final AotCache cache;

  ServiceCommand(
      ServiceSpec service,
      LauncherSettings settings,
      Map<String, String> environment,
      DataLayout data)
      throws StartRefused, IOException {
    this.service = service;
    this.environment = environment;
    this.data = data;
    this.jar = Services.jar(service);
    this.jvmOptions = jvmOptions(service, settings.jvmOptions());
    this.cache = AotCache.of(data.caches(), service.service(), jar, jvmOptions);
  }

  ServiceSpec service() {
    return service;
  }

  AotCache cache() {
    return cache;
  }

  Child start(boolean fastStart) throws IOException {
    return start(fastStart ? cache.runOptions() : List.of(), Map.of());
  }

  Child startTraining() throws IOException {
    return start(cache.trainingOptions(), cache.trainingEnvironment());
  }

  private Child start(List<String> options, Map<String, String> more) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(options);
    command.addAll(List.of("-jar", jar.toString()));
    var whole = new HashMap<>(environment);
    whole.putAll(more);
    var pidFile = new Leftovers(data.running()).file(service.name());
    return ChildProcess.start(command, whole, data.log(service.name()), pidFile);
  }

  private static List<String> jvmOptions(ServiceSpec service, String more) {
    var options = new ArrayList<String>();
    options.add("-Xmx" + service.heapMegabytes() + "m");
    // Small: the serial collector, 8-byte object headers, short stacks, no performance data file.
    options.addAll(List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xss512k"));
    options.addAll(List.of("-XX:ReservedCodeCacheSize=64m", "-XX:-UsePerfData"));
    // Netty and the generated code of gRPC use both.
    options.add("--sun-misc-unsafe-memory-access=allow");
    options.add("--enable-native-access=ALL-UNNAMED");
    // A service out of memory is started again rather than half alive.
    options.add("-XX:+ExitOnOutOfMemoryError");
    if (!more.isBlank()) {
      options.addAll(List.of(more.strip().split("\\s+", -1)));
    }
    return List.copyOf(options);
  }
}
