package together.platform.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A real process of its own, with the class path of the test, so that it can be killed. */
public final class JavaProcess implements AutoCloseable {
  private static final Pattern LOG_MANAGER = Pattern.compile("jboss-logmanager|jboss-logging");

  private final Process process;
  private final BufferedReader output;

  private JavaProcess(Process process) {
    this.process = process;
    this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  public static JavaProcess start(Class<?> main, Object... arguments) throws IOException {
    return start(System.getProperty("java.class.path"), main, arguments);
  }

  /** Without the log manager of Quarkus, which a Kafka broker does not get on with. */
  public static JavaProcess startSilent(Class<?> main, Object... arguments) throws IOException {
    var classPath =
        Stream.of(testClassPath().split(Pattern.quote(File.pathSeparator), -1))
            .filter(entry -> !LOG_MANAGER.matcher(entry).find())
            .collect(Collectors.joining(File.pathSeparator));
    return start(classPath, main, arguments);
  }

  private static String testClassPath() {
    // Surefire may put a manifest-only jar on the class path and the real one into this property.
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private static JavaProcess start(String classPath, Class<?> main, Object... arguments)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx192m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dslf4j.internal.verbosity=ERROR",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classPath,
            main.getName()));
    Stream.of(arguments).map(Object::toString).forEach(command::add);
    return new JavaProcess(new ProcessBuilder(command).redirectError(Redirect.DISCARD).start());
  }

  /** The next line it prints; the end of its output is a failure. */
  public String line() throws IOException {
    var line = output.readLine();
    if (line == null) {
      throw new IOException("the process ended: " + process.pid());
    }
    return line;
  }

  /** Sends an empty line to its input. */
  public void ask() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  /** As {@code kill -9}. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Closes its input, which asks it to end, and waits for the end. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.onExit().join();
  }
}
