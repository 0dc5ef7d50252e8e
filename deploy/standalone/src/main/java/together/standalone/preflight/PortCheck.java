package together.standalone.preflight;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import together.standalone.StartRefused;

/** Whether every port that will be listened on is free. */
public final class PortCheck {
  private PortCheck() {}

  /**
   * @param ports port by the setting that chooses it
   */
  public static void requireFree(Map<String, Integer> ports) throws StartRefused {
    var seen = new HashMap<Integer, String>();
    for (var entry : ports.entrySet()) {
      var port = entry.getValue();
      var other = seen.put(port, entry.getKey());
      if (other != null) {
        throw new StartRefused("%s and %s are both %d".formatted(other, entry.getKey(), port));
      }
      if (isTaken(port)) {
        throw new StartRefused(
            "port %d is taken by another program: stop it, or set %s to a free port"
                .formatted(port, entry.getKey()));
      }
    }
  }

  private static boolean isTaken(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
