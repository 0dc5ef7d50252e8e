package together.standalone.preflight;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for runs that must not meet another one: tests and trials.
 *
 * <p>Below the range from which the system takes the ports of outgoing connections: one of those
 * may take a port between the moment it is found free and the moment a server binds it. At random,
 * so that processes which look at the same time rarely find the same; one process never gets a port
 * twice.
 */
public final class FreePort {
  private static final int FIRST = 20_000;
  private static final int END = 32_000;
  private static final int TRIES = 100;
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private FreePort() {}

  /** A port of the loopback interface that nobody listens on, and nobody was given here. */
  public static int find() throws IOException {
    for (var tries = 0; tries < TRIES; tries++) {
      var port = ThreadLocalRandom.current().nextInt(FIRST, END);
      if (isFree(port) && GIVEN.add(port)) {
        return port;
      }
    }
    throw new IOException("no free port between " + FIRST + " and " + END);
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
