package together.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import together.standalone.kafka.EmbeddedKafka;
import together.standalone.kafka.KafkaSettings;
import together.standalone.log.KafkaLog;
import together.standalone.log.LogFile;
import together.standalone.process.Child;
import together.standalone.process.ChildProcess;
import together.standalone.process.Leftovers;

/**
 * Main class of the Kafka broker in a process of its own (TOGETHER_KAFKA_APART=1): it can be
 * killed, and started anew by the launcher, without the launcher. Reads the launcher's own
 * settings.
 */
public final class KafkaProcess {
  private static final String NAME = "kafka";

  private KafkaProcess() {}

  public static void main(String[] arguments)
      throws StartRefused, IOException, InterruptedException {
    var settings = new LauncherSettings(System.getenv());
    KafkaLog.writeTo(new DataLayout(settings.data()).log(NAME), settings.kafkaLogLevel());
    var kafka = EmbeddedKafka.start(settings(settings));
    Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "stop-kafka"));
    new CountDownLatch(1).await();
  }

  /** How the broker runs, in whichever process. */
  static KafkaSettings settings(LauncherSettings settings) throws StartRefused {
    return new KafkaSettings(
        new DataLayout(settings.data()).kafka(),
        Ports.KAFKA.of(settings),
        Ports.KAFKA_CONTROLLER.of(settings),
        // Clients go where the broker says it is, whatever address they began with.
        Map.of("advertised.listeners", "CLIENT://127.0.0.1:" + Ports.KAFKA.reached(settings)));
  }

  /** The process, kept running. */
  static SupervisedService supervised(LauncherSettings settings, Console console)
      throws StartRefused, IOException {
    var port = Ports.KAFKA.of(settings);
    var log = new LogFile(new DataLayout(settings.data()).log(NAME), settings.logLimitBytes());
    return new SupervisedService(NAME, () -> listens(port), () -> spawn(settings), log, console);
  }

  private static Child spawn(LauncherSettings settings) throws IOException {
    var data = new DataLayout(settings.data());
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"));
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(KafkaProcess.class.getName());
    var pidFile = new Leftovers(data.running()).file(NAME);
    return ChildProcess.start(command, settings.environment(), data.log(NAME), pidFile);
  }

  /** The broker listens once it serves. */
  private static boolean listens(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
