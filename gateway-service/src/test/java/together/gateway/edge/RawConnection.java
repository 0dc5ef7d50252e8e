package together.gateway.edge;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Says to a server exactly what a test wants said. */
final class RawConnection implements AutoCloseable {
  private final Socket socket;

  RawConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
  }

  RawConnection say(String text) throws IOException {
    return say(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  RawConnection say(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** One request without a body, and all that is said until the server closes. */
  static String ask(int port, String target, String... headers) throws IOException {
    try (var connection = new RawConnection(port)) {
      connection.say("GET " + target + " HTTP/1.1\r\nHost: test\r\nConnection: close\r\n");
      for (var header : headers) {
        connection.say(header + "\r\n");
      }
      return connection.say("\r\n").readAll();
    }
  }

  /** Reads until the server has said this. */
  String readUntil(String end) throws IOException {
    var heard = new StringBuilder();
    while (heard.indexOf(end) < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("closed after: " + heard);
      }
      heard.append((char) next);
    }
    return heard.toString();
  }

  String readAll() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
