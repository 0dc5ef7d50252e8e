package together.standalone.process;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class HealthProbeTest {
  private static boolean probe(int status) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var server = HttpServer.create(address, 0);
    server.createContext(
        "/q/health/ready",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    try {
      return new HealthProbe(server.getAddress().getPort()).isReady();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void readyIs200() throws IOException {
    assertTrue(probe(200));
  }

  @Test
  void down503IsNotReady() throws IOException {
    assertFalse(probe(503));
  }

  @Test
  void nobodyListeningIsNotReady() {
    assertFalse(new HealthProbe(1).isReady());
  }
}
