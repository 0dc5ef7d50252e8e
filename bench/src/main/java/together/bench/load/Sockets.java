package together.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import together.e2e.client.Close;
import together.e2e.client.Connection;
import together.e2e.client.Frame;
import together.e2e.client.GatewayListener;
import together.e2e.client.GatewaySocket;
import together.e2e.client.SocketOptions;

/**
 * A socket for each of many users; all ready when made.
 *
 * <p>What they receive goes to the listeners of the load under way, one a socket, in socket order.
 */
final class Sockets implements AutoCloseable {
  private static final int CONNECTING_AT_A_TIME = 40;
  private static final int PATIENCE_SECONDS = 120;
  private static final GatewayListener NOBODY = frame -> {};

  private final List<GatewaySocket> sockets = new ArrayList<>();
  private final List<Relay> relays = new ArrayList<>();
  private final Semaphore connecting = new Semaphore(CONNECTING_AT_A_TIME);
  private final LongAdder lost = new LongAdder();

  /** Hands on to whom the load under way names. */
  private final class Relay implements GatewayListener {
    private volatile GatewayListener target = NOBODY;
    private boolean ready;

    @Override
    public void received(Frame frame) {
      if (!ready && frame.is("READY")) {
        ready = true;
        connecting.release();
      }
      target.received(frame);
    }

    @Override
    public void closed(Close close) {
      lost.increment();
    }

    @Override
    public void refused(int status) {
      lost.increment();
    }
  }

  static Sockets connect(Connection connection, List<String> tokens) {
    var all = new Sockets();
    for (var token : tokens) {
      all.await(1);
      var relay = all.new Relay();
      all.relays.add(relay);
      all.sockets.add(GatewaySocket.open(connection, () -> token, SocketOptions.ONCE, relay));
    }
    all.await(CONNECTING_AT_A_TIME);
    all.connecting.release(CONNECTING_AT_A_TIME);
    return all;
  }

  private void await(int permits) {
    try {
      if (!connecting.tryAcquire(permits, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            "sockets do not become ready: %d begun, %d lost".formatted(sockets.size(), lost.sum()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  void listen(Supplier<GatewayListener> listener) {
    relays.forEach(relay -> relay.target = listener.get());
  }

  int size() {
    return sockets.size();
  }

  /** Sockets that ended unasked. */
  long lost() {
    return lost.sum();
  }

  @Override
  public void close() {
    listen(() -> NOBODY);
    sockets.forEach(GatewaySocket::close);
  }
}
