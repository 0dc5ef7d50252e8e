package together.standalone;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.utils.Exit;
import together.standalone.log.KafkaLog;
import together.standalone.log.LogFile;
import together.standalone.log.LogFollower;
import together.standalone.log.LogWatch;
import together.standalone.postgres.EmbeddedPostgreSql;
import together.standalone.preflight.DataDirectory;
import together.standalone.preflight.PortCheck;
import together.standalone.process.Leftovers;

/**
 * Main class of {@code make run}: starts the platform, prints its URL, and runs until a signal ends
 * it. Exit status 0 after Ctrl-C, 1 when the platform could not start or go on.
 */
public final class Standalone {
  private static final Duration LEFTOVER_LIMIT = Duration.ofSeconds(5);

  private final LauncherSettings settings;
  private final Console console;
  private final AtomicInteger status = new AtomicInteger();
  private volatile boolean stopping;

  private Standalone(LauncherSettings settings, Console console) {
    this.settings = settings;
    this.console = console;
  }

  public static void main(String[] arguments) throws InterruptedException {
    var standalone =
        new Standalone(
            new LauncherSettings(System.getenv()), new Console(System.out, InstantSource.system()));
    try {
      standalone.run();
    } catch (StartRefused e) {
      standalone.refuse(e.line());
    } catch (IOException e) {
      standalone.refuse(e.toString());
    }
    // Signals end this program by way of the shutdown hook.
    new CountDownLatch(1).await();
  }

  private void run() throws StartRefused, IOException, InterruptedException {
    var since = console.now();
    var services = Services.of(settings, gateways());
    var held = DataDirectory.take(settings.data(), settings.minimumFreeMegabytes());
    console.line("Together starts, its data is in " + settings.data());
    var data = new DataLayout(settings.data());
    stopLeftovers(data);
    PortCheck.requireFree(ports(services));
    // Two programs do not write to one log.
    var log = data.log(settings.kafkaApart() ? "launcher" : "kafka");
    KafkaLog.writeTo(log, settings.kafkaLogLevel());
    watchLogs(services, data);
    var platform = new Platform(settings, services, console);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(platform, held), "stop-platform"));
    Exit.setExitProcedure((code, message) -> kafkaEnded(message));
    Exit.setHaltProcedure((code, message) -> kafkaEnded(message));
    platform.start();
    console.step("all", "ready", since);
    var gateway = settings.port("GATEWAY", 8080);
    console.line("");
    console.line("Together is running: " + settings.publicUrl(gateway) + "   (Ctrl-C stops it)");
  }

  /** Several only where they can share a port. */
  private int gateways() throws StartRefused {
    int wanted = settings.gateways();
    if (wanted == 1
        || NativeTransport.isAvailable(Services.jar(Services.of(settings, 1).getLast()))) {
      return wanted;
    }
    console.line(
        "one gateway instead of " + wanted + ": they can share a port only on Linux (epoll)");
    return 1;
  }

  /** The services first: they write to the database until they end. */
  private void stopLeftovers(DataLayout data) throws IOException, InterruptedException {
    var names = new ArrayList<>(new Leftovers(data.running()).stop(LEFTOVER_LIMIT));
    if (EmbeddedPostgreSql.stopLeftover(data.postgresql())) {
      names.add("PostgreSQL");
    }
    for (var name : names) {
      console.line("  " + name + " was left over from a killed run: stopped");
    }
  }

  private Map<String, Integer> ports(List<ServiceSpec> services) throws StartRefused {
    var ports = new LinkedHashMap<String, Integer>();
    for (var service : services) {
      // Several gateways share the public port; the first of them stands for all.
      ports.put(service.portSetting(), service.port());
      ports.put(service.healthSetting(), service.healthPort());
    }
    for (var port : Ports.values()) {
      ports.put("TOGETHER_" + port + "_PORT", port.of(settings));
    }
    return ports;
  }

  private void watchLogs(List<ServiceSpec> services, DataLayout data)
      throws IOException, StartRefused {
    var names = new ArrayList<>(services.stream().map(ServiceSpec::name).toList());
    names.addAll(List.of("postgresql", "kafka"));
    var files = new ArrayList<LogFile>();
    var followers = new ArrayList<LogFollower>();
    for (var name : names) {
      var file = new LogFile(data.log(name), settings.logLimitBytes());
      file.rotateIfLarge();
      files.add(file);
      if (settings.logOnTerminal()) {
        followers.add(new LogFollower(name, file.path(), console::line));
      }
    }
    // Ends with this process.
    new LogWatch(files, followers);
  }

  private void kafkaEnded(String message) {
    // Called by a thread of Kafka, which the shutdown waits for: it must not wait for the shutdown.
    var reason = message == null ? "see kafka.log" : message;
    Thread.ofPlatform().start(() -> refuse("Kafka cannot go on: " + reason));
  }

  private void refuse(String line) {
    // A start cut short by Ctrl-C fails somewhere, which is not worth a line.
    if (!stopping && status.compareAndSet(0, 1)) {
      System.err.println("together: " + line);
      System.exit(1);
    }
  }

  private void stop(Platform platform, DataDirectory held) {
    stopping = true;
    var since = console.now();
    console.line("");
    console.line("Together stops");
    try {
      platform.stop();
      held.close();
      console.step("all", "stopped", since);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      console.line(e.toString());
    } finally {
      // The status of our own, not of the signal: Ctrl-C is how this program ends well.
      Runtime.getRuntime().halt(status.get());
    }
  }
}
