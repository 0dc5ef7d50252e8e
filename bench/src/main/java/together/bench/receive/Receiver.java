package together.bench.receive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Many sockets on one thread: one buffer, no object per frame, one clock reading per socket and
 * turn. A heartbeat goes to each every 30 s.
 */
public final class Receiver implements AutoCloseable, ReceiverSocket.Sight {
  private static final int BUFFER_BYTES = 4 << 20;
  private static final long HEARTBEAT_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final int LONGEST_WAIT_MILLIS = 20;
  private static final ByteBuffer HEARTBEAT = Handshake.text("{\"op\":\"HEARTBEAT\",\"d\":null}");

  private final Selector selector;
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final MessageScan scan = new MessageScan(buffer);
  private final DeflatedScan deflated = new DeflatedScan();
  private final Queue<ReceiverSocket> arriving = new ConcurrentLinkedQueue<>();
  private final List<ReceiverSocket> sockets = new ArrayList<>();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final boolean heartbeats;
  private final Thread thread = Thread.ofPlatform().name("receiver").unstarted(this::run);
  private volatile Tally tally = Tally.NOBODY;
  private volatile long pauseNanos;
  private volatile boolean over;
  private Tally current = Tally.NOBODY;
  private long nanos;
  private long beaten;

  Receiver(boolean heartbeats) {
    this.heartbeats = heartbeats;
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread.start();
  }

  /**
   * Identified sessions, one for each token.
   *
   * @param compressed offer permessage-deflate; whether it is taken is for the gateway to say
   */
  public static Receiver sessions(
      InetSocketAddress gateway, List<String> tokens, boolean compressed) {
    return new Receiver(true)
        .connect(
            tokens.size(),
            (number, source) -> Handshake.ready(gateway, source, tokens.get(number), compressed));
  }

  /** Connections to a server that sends frames at once. */
  public static Receiver plain(InetSocketAddress server, int count) {
    return new Receiver(false).connect(count, (_, source) -> Handshake.open(server, source));
  }

  private Receiver connect(int count, Connecting.Opening opening) {
    try {
      Connecting.all(count, opening, this::add);
      return this;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void add(int index, SocketChannel channel) {
    arriving.add(new ReceiverSocket(index, channel));
    selector.wakeup();
  }

  /** From now on it is told, and no other. */
  public void listen(Tally listener) {
    tally = listener;
    selector.wakeup();
  }

  /**
   * How long the thread rests between two turns. So that more than one frame comes with a system
   * call at high rates; a received frame is up to so much older than its receipt says.
   */
  public void rest(long restNanos) {
    pauseNanos = restNanos;
  }

  /** Sockets that ended unasked. */
  public long lost() {
    return lost.get();
  }

  /** Bytes received so far. */
  public long bytes() {
    return bytes.get();
  }

  private void run() {
    var began = System.nanoTime();
    try {
      while (!over) {
        selector.select(this::ready, LONGEST_WAIT_MILLIS);
        register();
        if (heartbeats) {
          beat(System.nanoTime() - began);
        }
        if (pauseNanos > 0) {
          LockSupport.parkNanos(pauseNanos);
        }
        current = tally;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void register() throws IOException {
    for (var socket = arriving.poll(); socket != null; socket = arriving.poll()) {
      sockets.add(socket);
      socket.channel().configureBlocking(false);
      socket.channel().register(selector, SelectionKey.OP_READ, socket);
    }
  }

  private void ready(SelectionKey key) {
    var socket = (ReceiverSocket) key.attachment();
    nanos = System.nanoTime();
    try {
      var read = socket.read(this);
      if (read < 0) {
        ended(socket);
      } else {
        bytes.lazySet(bytes.getPlain() + read);
      }
    } catch (IOException e) {
      ended(socket);
    }
  }

  private void ended(ReceiverSocket socket) {
    try {
      socket.channel().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!over) {
      lost.incrementAndGet();
    }
  }

  @Override
  public ByteBuffer buffer() {
    return buffer;
  }

  @Override
  public void text(ReceiverSocket socket, int from, int to, boolean compressed) {
    if (compressed) {
      if (deflated.find(buffer, from, to)) {
        current.received(
            socket.index(), deflated.load(), deflated.number(), deflated.offset(), nanos);
      }
    } else if (scan.find(from, to)) {
      current.received(socket.index(), scan.load(), scan.number(), scan.offset(), nanos);
    }
  }

  /** To each its heartbeat, spread evenly. */
  private void beat(long elapsed) {
    var due = (long) ((double) elapsed / HEARTBEAT_NANOS * sockets.size());
    if (sockets.isEmpty() || due - beaten > sockets.size()) {
      beaten = due;
      return;
    }
    for (; beaten < due; beaten++) {
      var socket = sockets.get((int) (beaten % sockets.size()));
      if (socket.channel().isOpen()) {
        try {
          var _ = socket.channel().write(HEARTBEAT.duplicate());
        } catch (IOException e) {
          ended(socket);
        }
      }
    }
  }

  @Override
  public void close() {
    over = true;
    selector.wakeup();
    try {
      thread.join();
      for (var key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
