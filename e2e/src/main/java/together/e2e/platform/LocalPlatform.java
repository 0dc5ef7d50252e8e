package together.e2e.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A platform that {@code deploy/standalone} runs as a child process; ends with this JVM. */
public final class LocalPlatform implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private final Installation installation;
  private final Thread stopWithThisJvm = new Thread(this::terminate, "stop-platform");
  private final HttpClient http = HttpClient.newHttpClient();
  private volatile @Nullable Process launcher;

  public LocalPlatform(Installation installation) {
    this.installation = installation;
    Runtime.getRuntime().addShutdownHook(stopWithThisJvm);
  }

  /** One with data of its own and on ports of its own. */
  public static LocalPlatform fresh(Path data) {
    return new LocalPlatform(
        new Installation(Installation.projectRoot(), data.toAbsolutePath(), PlatformPorts.free()));
  }

  /** As {@link #fresh(Path)}, with these settings in the environment. */
  public static LocalPlatform fresh(Path data, Map<String, String> settings) {
    return new LocalPlatform(
        new Installation(
            Installation.projectRoot(), data.toAbsolutePath(), PlatformPorts.free(), settings));
  }

  public Installation installation() {
    return installation;
  }

  public URI url() {
    return installation.url();
  }

  /** Returns once every service is ready; how long that took. */
  public Duration start() {
    var began = System.nanoTime();
    try {
      Files.createDirectories(installation.data());
      var builder =
          new ProcessBuilder(command())
              .directory(installation.home().toFile())
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(log().toFile()));
      builder.environment().putAll(installation.environment());
      launcher = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    await(this::ready, "the platform to be ready", START_LIMIT);
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private List<String> command() {
    var target = installation.home().resolve("deploy/standalone/target");
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "--sun-misc-unsafe-memory-access=allow",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        target.resolve("standalone-0.1.0-SNAPSHOT.jar") + ":" + target.resolve("lib") + "/*",
        "together.standalone.Standalone");
  }

  private Path log() {
    return installation.data().resolveSibling(installation.data().getFileName() + "-launcher.log");
  }

  /** Whether the hostname says that all services are ready. */
  public boolean ready() {
    var process = launcher;
    if (process == null || !process.isAlive()) {
      throw new LauncherEndedException(lastLines());
    }
    var request =
        HttpRequest.newBuilder(url().resolve("/q/health/ready"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The launcher itself, while it runs. */
  public Optional<ProcessHandle> launcher() {
    return Optional.ofNullable(launcher).map(Process::toHandle);
  }

  /** Kills the launcher with -9; what it had started lives on. */
  public void killLauncher() {
    var process = launcher;
    if (process == null) {
      throw new IllegalStateException("the launcher does not run");
    }
    process.destroyForcibly();
    await(() -> !process.isAlive(), "the launcher to be gone", STOP_LIMIT);
  }

  /**
   * Starts the launcher on what a killed one left, until all is ready again.
   *
   * @throws LauncherEndedException when it gives up
   */
  public void startAgain() {
    var left = installation.process("gateway");
    start();
    // What was left answers until the new launcher has found and stopped it.
    await(
        () ->
            installation.process("gateway").filter(ProcessHandle::isAlive).isPresent()
                && !installation.process("gateway").equals(left),
        "the gateway to be started again",
        START_LIMIT);
    await(this::ready, "the platform to be ready again", START_LIMIT);
  }

  /** Kills a service with -9 and waits until the launcher has started it anew and all is ready. */
  public void killAndAwaitRestart(String service) {
    awaitRestart(service, kill(service));
  }

  /** As {@link #killAndAwaitRestart}, but ended in order (SIGTERM). */
  public void restart(String service) {
    var ended = running(service);
    ended.destroy();
    awaitRestart(service, ended);
  }

  private void awaitRestart(String service, ProcessHandle killed) {
    await(
        () ->
            installation.process(service).filter(p -> p.isAlive() && !p.equals(killed)).isPresent(),
        service + " to be started again",
        START_LIMIT);
    await(this::ready, "the platform to be ready again", START_LIMIT);
  }

  /** Kills a service with -9; the launcher starts it anew. */
  public ProcessHandle kill(String service) {
    var process = running(service);
    process.destroyForcibly();
    return process;
  }

  private ProcessHandle running(String service) {
    return installation
        .process(service)
        .filter(ProcessHandle::isAlive)
        .orElseThrow(() -> new IllegalStateException(service + " does not run"));
  }

  /** Ctrl-C; how long it took until everything was gone. */
  public Duration stop() {
    var process = launcher;
    if (process == null) {
      return Duration.ZERO;
    }
    var began = System.nanoTime();
    try {
      // As Ctrl-C does; SIGINT itself is ignored by what a background job starts.
      process.destroy();
      if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("the launcher did not stop: " + lastLines());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    launcher = null;
    return Duration.ofNanos(System.nanoTime() - began);
  }

  @Override
  public void close() {
    stop();
    http.close();
    Runtime.getRuntime().removeShutdownHook(stopWithThisJvm);
  }

  private void terminate() {
    var process = launcher;
    if (process != null) {
      // SIGTERM: the launcher then stops the services and their database in order.
      process.destroy();
      try {
        process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void await(BooleanSupplier condition, String name, Duration limit) {
    var deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("waited " + limit + " for " + name);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private String lastLines() {
    try {
      var lines = Files.readAllLines(log());
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    } catch (IOException e) {
      return "no log: " + e;
    }
  }
}
