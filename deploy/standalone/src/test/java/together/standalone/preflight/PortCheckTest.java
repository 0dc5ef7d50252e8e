package together.standalone.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import together.standalone.StartRefused;

class PortCheckTest {
  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @Test
  void aTakenPortIsToldWithItsSetting() throws IOException {
    try (var socket = listen()) {
      var port = socket.getLocalPort();
      var refused =
          assertThrows(
              StartRefused.class, () -> PortCheck.requireFree(Map.of("TOGETHER_AUTH_PORT", port)));
      assertEquals(
          "port "
              + port
              + " is taken by another program: stop it, or set TOGETHER_AUTH_PORT to a free port",
          refused.line());
    }
  }

  @Test
  void aFreePortPasses() throws IOException, StartRefused {
    PortCheck.requireFree(Map.of("TOGETHER_AUTH_PORT", FreePort.find()));
  }

  @Test
  void twoSettingsOfOnePortAreRefused() {
    var refused =
        assertThrows(
            StartRefused.class, () -> PortCheck.requireFree(Map.of("A_PORT", 9, "B_PORT", 9)));
    assertEquals("are both 9", refused.line().substring("A_PORT and B_PORT ".length()));
  }
}
