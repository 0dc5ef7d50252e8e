package together.bench.load;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import together.bench.bare.BareBroadcast;
import together.bench.receive.Receiver;

/** The limit deliveries are held against, on the same machine in the same minute. */
final class BareServer implements AutoCloseable, OpenLoop.Posts {
  private static final int SECONDS = 5;
  private static final int WARM_UP_SECONDS = 10;
  private static final int BISECTIONS = 2;

  private final Process process;
  private final DataOutputStream input;
  private final InetSocketAddress address;

  BareServer() {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command =
        List.of(
            java,
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            BareBroadcast.class.getName());
    try {
      process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
      input = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 8));
      var output =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
      var port = output.readLine();
      if (port == null) {
        throw new IllegalStateException("the bare server did not start");
      }
      address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Rising rates to so many sockets; prints a table, returns the best step. */
  static Optional<Step> measure(int members, int firstRate, double latestMillis, PrintStream out) {
    try (var server = new BareServer();
        var receiver = Receiver.plain(server.address, members)) {
      receiver.rest(FanOutPhase.REST_NANOS);
      var _ = Step.run(server, receiver, members, firstRate, WARM_UP_SECONDS, server::cpu);
      out.printf(
          "%n**Bare Netty, %,d sockets, rates of %d s: encoded once, one flush per socket and loop turn**%n%n",
          members, SECONDS);
      out.print(Step.HEADER);
      return new Ramp(firstRate, BISECTIONS, latestMillis)
          .run(rate -> Step.run(server, receiver, members, rate, SECONDS, server::cpu), out);
    }
  }

  private Cpu cpu() {
    return Cpu.now("bare", process.toHandle());
  }

  @Override
  public void post(int number, Delivery delivery) {
    var nonce = delivery.nonce(number).split("\\.", -1);
    try {
      input.writeInt(Integer.parseInt(nonce[0]));
      input.writeInt(Integer.parseInt(nonce[1]));
      input.flush();
      delivery.answered(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      input.close();
      if (!process.waitFor(10, java.util.concurrent.TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
