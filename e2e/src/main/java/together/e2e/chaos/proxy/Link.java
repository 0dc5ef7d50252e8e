package together.e2e.chaos.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The way of all services to one server of this machine: a TCP proxy whose connections can be cut,
 * refused and stalled. Bytes pass unchanged and in order, or not at all.
 */
public final class Link implements AutoCloseable {
  private static final int CONNECT_MILLIS = 3000;

  private final String name;
  private final int target;
  private final ServerSocket listener;
  private final Valve valve = new Valve();
  private final Set<Pipe> pipes = ConcurrentHashMap.newKeySet();
  private volatile boolean refusing;

  /**
   * @param port where it listens, on 127.0.0.1
   * @param target where it leads, on 127.0.0.1
   */
  public Link(String name, int port, int target) throws IOException {
    this.name = name;
    this.target = target;
    listener = new ServerSocket(port, 512, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().name("link-" + name).start(this::accept);
  }

  public String name() {
    return name;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var client = listener.accept();
        // Apart, because a server that is stopped lets its callers wait.
        Thread.ofPlatform().daemon().name("link-open").start(() -> open(client));
      } catch (IOException e) {
        if (!listener.isClosed()) {
          throw new IllegalStateException("the link to " + name + " broke", e);
        }
      }
    }
  }

  private void open(Socket client) {
    var server = new Socket();
    try {
      if (refusing) {
        throw new IOException("refused");
      }
      server.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MILLIS);
      var pipe = new Pipe(client, server, valve, pipes::remove);
      pipes.add(pipe);
      pipe.start();
    } catch (IOException e) {
      // The server is down or the link is cut: the caller sees its connection end.
      closeQuietly(client);
      closeQuietly(server);
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It was no connection before, and is none now.
    }
  }

  /**
   * Breaks connections.
   *
   * @param share of them, 0..1
   * @return how many
   */
  public int cut(double share, Random random) {
    var cut = 0;
    for (var pipe : new ArrayList<>(pipes)) {
      if (random.nextDouble() < share) {
        pipe.cut();
        cut++;
      }
    }
    return cut;
  }

  /** Whether new connections are taken. */
  public void refuse(boolean now) {
    refusing = now;
  }

  /** Whether bytes wait: connections stay open and silent. */
  public void stall(boolean now) {
    valve.set(now);
  }

  public int connections() {
    return pipes.size();
  }

  @Override
  public void close() throws IOException {
    stall(false);
    listener.close();
    cut(1, new Random(0));
  }
}
