package together.standalone.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class FreePortTest {
  /** Of the systems this runs on, Linux begins lowest. */
  private static final int FIRST_OUTGOING = 32_768;

  @Test
  void givesAPortThatCanBeBoundAndIsTakenByNoOutgoingConnection() throws IOException {
    var port = FreePort.find();
    assertTrue(port < FIRST_OUTGOING, () -> port + " may be an outgoing connection's");
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertEquals(port, socket.getLocalPort());
    }
  }

  @Test
  void givesNoPortTwice() throws IOException {
    var given = new HashSet<Integer>();
    for (var count = 0; count < 500; count++) {
      var port = FreePort.find();
      assertTrue(given.add(port), () -> port + " was given twice");
    }
  }
}
