package together.platform.testing;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The servers' own JVM, one per test JVM.
 *
 * <p>A process of its own keeps the broker's class path, heap and log apart from the service under
 * test. It ends when its standard input closes, which a killed test JVM does too.
 */
final class PlatformProcess {
  /** System properties, because Quarkus loads this class once per class loader. */
  private static final String POSTGRES_PORT = "together.testing.postgres-port";

  private static final String KAFKA_PORT = "together.testing.kafka-port";

  private static final Pattern NOT_FOR_THE_BROKER =
      Pattern.compile("jboss-logmanager|jboss-logging|/io/quarkus/");

  private PlatformProcess() {}

  static TestPlatform start() {
    synchronized (Runtime.getRuntime()) {
      if (System.getProperty(KAFKA_PORT) == null) {
        launch();
      }
      return new TestPlatform(Integer.getInteger(POSTGRES_PORT), Integer.getInteger(KAFKA_PORT));
    }
  }

  private static void launch() {
    try {
      var process = new ProcessBuilder(command()).redirectError(Redirect.INHERIT).start();
      // The hook holds the process: were it collected, its standard input would close.
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process), "stop-test-platform"));
      var output =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      var ready = output.readLine();
      if (ready == null) {
        throw new IllegalStateException("the PostgreSQL and Kafka of the tests did not start");
      }
      var ports = ready.split(" ", -1);
      System.setProperty(POSTGRES_PORT, ports[0]);
      System.setProperty(KAFKA_PORT, ports[1]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xlog:disable",
        "-Dslf4j.internal.verbosity=ERROR",
        "--sun-misc-unsafe-memory-access=allow",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        classPath(),
        PlatformServers.class.getName());
  }

  /** The test's class path, less Quarkus and its log manager: the broker logs nowhere. */
  private static String classPath() {
    // Surefire may put a manifest-only jar on the class path and the real one into this property.
    var all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Stream.of(all.split(Pattern.quote(File.pathSeparator), -1))
        .filter(entry -> !NOT_FOR_THE_BROKER.matcher(entry).find())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static void stop(Process process) {
    try {
      process.getOutputStream().close();
      process.waitFor();
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
