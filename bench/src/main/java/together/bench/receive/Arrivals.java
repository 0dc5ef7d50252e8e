package together.bench.receive;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Clients that come at planned times, whether or not those before them are ready, and how long each
 * waits for READY: from the planned time, with the connection, the upgrade and whatever it was told
 * to try again.
 *
 * @param micros until READY, of each that got it
 * @param refused upgrades answered with another status, tried again after half a second
 * @param failures of those who gave up, some of them
 */
public record Arrivals(Histogram micros, int refused, int failed, List<String> failures) {
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final int MOST_TOLD = 5;

  /** What the arrivals have in common while they come. */
  private record Coming(
      InetSocketAddress gateway,
      Histogram micros,
      AtomicInteger refused,
      Queue<String> failures,
      Queue<SocketChannel> sockets) {
    private void come(String token, long planned) {
      while (true) {
        try {
          var source = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
          sockets.add(Handshake.ready(gateway, source, token, false));
          micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - planned));
          return;
        } catch (Handshake.RefusedException e) {
          refused.incrementAndGet();
          if (System.nanoTime() - planned > PATIENCE_NANOS) {
            failures.add(String.valueOf(e.getMessage()));
            return;
          }
          LockSupport.parkNanos(RETRY_NANOS);
        } catch (IOException e) {
          failures.add(e.toString());
          return;
        }
      }
    }

    private void leave() {
      for (var socket : sockets) {
        try {
          socket.close();
        } catch (IOException e) {
          failures.add("on leaving: " + e);
        }
      }
    }
  }

  /** One for each token; all leave when the last is ready. */
  public static Arrivals of(InetSocketAddress gateway, List<String> tokens, double perSecond) {
    var coming =
        new Coming(
            gateway,
            new ConcurrentHistogram(3),
            new AtomicInteger(),
            new ConcurrentLinkedQueue<>(),
            new ConcurrentLinkedQueue<>());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var begin = System.nanoTime();
      for (int number = 0; number < tokens.size(); number++) {
        var planned = begin + (long) (number * (1e9 / perSecond));
        for (var left = planned - System.nanoTime(); left > 0; left = planned - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        var token = tokens.get(number);
        threads.execute(() -> coming.come(token, planned));
      }
    }
    coming.leave();
    return new Arrivals(
        coming.micros(),
        coming.refused().get(),
        coming.failures().size(),
        coming.failures().stream().limit(MOST_TOLD).toList());
  }

  public double millis(double percentile) {
    return micros.getValueAtPercentile(percentile) / 1000.0;
  }
}
