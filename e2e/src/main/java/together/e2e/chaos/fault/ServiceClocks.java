package together.e2e.chaos.fault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;

/**
 * The wall clock of each service, as the service sees it: a small library in front of the C
 * library, compiled at the beginning of a run, adds what a file of its port says. Needs a C
 * compiler.
 */
final class ServiceClocks implements Injection {
  private static final String SOURCE = "clock-step.c";

  private final Path directory;
  private final Map<String, Integer> ports;

  private ServiceClocks(Path directory, Map<String, Integer> ports) {
    this.directory = directory;
    this.ports = ports;
  }

  /**
   * @param ports of each service, by which its process is told from the others
   * @throws IOException when the library cannot be made here, with the reason
   */
  static ServiceClocks in(Path directory, Map<String, Integer> ports)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    var source = directory.resolve(SOURCE);
    try (var in = ServiceClocks.class.getResourceAsStream(SOURCE)) {
      Files.write(source, Objects.requireNonNull(in).readAllBytes());
    }
    var clocks = new ServiceClocks(directory, Map.copyOf(ports));
    var compiler =
        new ProcessBuilder(
                "cc",
                "-shared",
                "-fPIC",
                "-O2",
                "-o",
                clocks.library().toString(),
                source.toString(),
                "-ldl")
            .redirectErrorStream(true)
            .start();
    var output = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (compiler.waitFor() != 0) {
      throw new IOException("the compiler refused " + SOURCE + ": " + output.strip());
    }
    for (var port : ports.values()) {
      clocks.step(port, 0);
    }
    return clocks;
  }

  private Path library() {
    return directory.resolve("clock-step.so");
  }

  /** What the launcher passes on to the services. */
  Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD", library().toString(), "TOGETHER_CHAOS_CLOCKS", directory.toString());
  }

  @Override
  public String begin(Fault fault) throws IOException {
    step(port(fault), fault.amount());
    return fault.amount() + " ms";
  }

  @Override
  public void end(Fault fault) throws IOException {
    step(port(fault), 0);
  }

  private int port(Fault fault) {
    return Objects.requireNonNull(ports.get(fault.target()), fault.target());
  }

  /** In place, because the services have the file mapped. */
  private void step(int port, long millis) throws IOException {
    var bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder()).putLong(0, millis);
    try (var file =
        Files.newByteChannel(
            directory.resolve(Integer.toString(port)),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE)) {
      file.write(bytes);
    }
  }
}
