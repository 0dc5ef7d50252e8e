package together.platform.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import together.platform.process.JavaProcess;
import together.standalone.kafka.EmbeddedKafka;

/** A Kafka broker of the test's own, which can be killed and started again with its data. */
public final class KafkaProcess implements AutoCloseable {
  private final Path directory;
  private final int port = freePort();
  private final int controllerPort = freePort();
  private JavaProcess process;

  public KafkaProcess(Path directory) throws IOException {
    this.directory = directory;
    this.process = launch();
  }

  private JavaProcess launch() throws IOException {
    var started = JavaProcess.startSilent(KafkaProcess.class, directory, port, controllerPort);
    started.line();
    return started;
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  public void kill() {
    process.kill();
  }

  public void startAgain() throws IOException {
    process = launch();
  }

  @Override
  public void close() throws IOException {
    process.close();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  public static void main(String[] arguments) throws IOException {
    var settings =
        new together.standalone.kafka.KafkaSettings(
            Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    try (var kafka = EmbeddedKafka.start(settings)) {
      System.out.println(kafka.bootstrapServers());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
    // Kafka may leave threads behind that are not daemons.
    System.exit(0);
  }
}
