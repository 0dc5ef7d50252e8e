package together.bench.receive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import together.bench.seed.Parallel;

/** Opens many connections, some at a time; who is told to come later comes later. */
final class Connecting {
  private static final int AT_A_TIME = 32;
  private static final Duration RETRY = Duration.ofMillis(500);
  private static final int RETRIES = 240;

  /** A source address has some 28,000 ports for one destination. */
  private static final int PER_ADDRESS = 15_000;

  /** Opens one connection. */
  interface Opening {
    SocketChannel open(int number, InetSocketAddress source) throws IOException;
  }

  /** Takes one, with its number. */
  interface Taking {
    void take(int number, SocketChannel channel);
  }

  private Connecting() {}

  /** Returns when all are open. */
  static void all(int count, Opening opening, Taking taking) {
    Parallel.forEach(
        IntStream.range(0, count).boxed().toList(),
        AT_A_TIME,
        number -> taking.take(number, one(opening, number)));
  }

  private static SocketChannel one(Opening opening, int number) {
    var source =
        new InetSocketAddress(InetAddress.ofLiteral("127.0.0." + (1 + number / PER_ADDRESS)), 0);
    for (var tries = 1; ; tries++) {
      try {
        return opening.open(number, source);
      } catch (Handshake.RefusedException e) {
        if (tries == RETRIES) {
          throw new UncheckedIOException(e);
        }
        LockSupport.parkNanos(RETRY.toNanos());
      } catch (IOException e) {
        throw new UncheckedIOException("socket " + number, e);
      }
    }
  }
}
