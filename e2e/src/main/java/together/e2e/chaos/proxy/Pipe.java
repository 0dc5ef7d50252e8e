package together.e2e.chaos.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.function.Consumer;

/** One connection of a {@link Link}: two sockets, and a thread for each direction. */
final class Pipe {
  private static final int BUFFER = 16 * 1024;

  private final Socket client;
  private final Socket server;
  private final Valve valve;
  private final Consumer<Pipe> ended;

  Pipe(Socket client, Socket server, Valve valve, Consumer<Pipe> ended) throws IOException {
    this.client = client;
    this.server = server;
    this.valve = valve;
    this.ended = ended;
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
  }

  void start() {
    Thread.ofPlatform().daemon().name("pipe-to").start(() -> copy(client, server));
    Thread.ofPlatform().daemon().name("pipe-from").start(() -> copy(server, client));
  }

  private void copy(Socket from, Socket to) {
    try {
      var in = from.getInputStream();
      var out = to.getOutputStream();
      var buffer = new byte[BUFFER];
      for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        valve.pass();
        out.write(buffer, 0, read);
      }
      valve.pass();
    } catch (IOException e) {
      // One side is gone or was cut off: the other learns it by close(), which is all there is to
      // tell.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close();
    }
  }

  /** Breaks the connection for both sides: with a reset, as a router that forgot it. */
  void cut() {
    try {
      client.setSoLinger(true, 0);
      server.setSoLinger(true, 0);
    } catch (IOException e) {
      // Closed already.
    }
    close();
  }

  private void close() {
    try {
      client.close();
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      ended.accept(this);
    }
  }
}
