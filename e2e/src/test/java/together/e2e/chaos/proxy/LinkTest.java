package together.e2e.chaos.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import together.e2e.platform.PlatformPorts;

@Timeout(30)
class LinkTest {
  private static final int SOON_MILLIS = 200;

  private final int port = PlatformPorts.free().of("AUTH");
  private ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  private Link link = new Link("server", port, server.getLocalPort());
  private Socket client = new Socket();
  private Socket served = new Socket();

  LinkTest() throws IOException {}

  @BeforeEach
  void connect() throws IOException {
    client = new Socket(InetAddress.getLoopbackAddress(), port);
    served = server.accept();
  }

  @AfterEach
  void close() throws IOException {
    link.close();
    client.close();
    served.close();
    server.close();
  }

  @Test
  void bytesPassBothWays() throws IOException {
    client.getOutputStream().write(1);
    assertEquals(1, served.getInputStream().read());
    served.getOutputStream().write(2);
    assertEquals(2, client.getInputStream().read());
  }

  @Test
  void aStalledLinkIsSilentAndLosesNothing() throws IOException {
    link.stall(true);
    client.getOutputStream().write(1);
    served.setSoTimeout(SOON_MILLIS);
    assertThrows(SocketTimeoutException.class, () -> served.getInputStream().read());
    link.stall(false);
    served.setSoTimeout(0);
    assertEquals(1, served.getInputStream().read());
  }

  @Test
  void aCutIsSeenByBothSides() throws IOException {
    client.getOutputStream().write(1);
    assertEquals(1, served.getInputStream().read());
    assertEquals(1, link.cut(1, new Random(1)));
    assertThrows(SocketException.class, () -> client.getInputStream().read());
    assertThrows(SocketException.class, () -> served.getInputStream().read());
  }

  @Test
  void aLinkThatRefusesReachesNobody() throws IOException {
    link.refuse(true);
    try (var late = new Socket(InetAddress.getLoopbackAddress(), port)) {
      assertEquals(-1, late.getInputStream().read());
    }
  }
}
