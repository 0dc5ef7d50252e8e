package together.auth.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Speaks as much SMTP (RFC 5321) as a mail needs; it refuses mails until it is told to take them.
 */
public final class FakeMailServer implements AutoCloseable {
  static final int PORT = freePort();

  private final List<String> mails = new CopyOnWriteArrayList<>();
  private final ServerSocket listener;
  private volatile boolean taking;

  public FakeMailServer() throws IOException {
    listener = new ServerSocket(PORT, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /** From now on mails are taken; before, they were refused for the time being (451). */
  public void take() {
    taking = true;
  }

  /** What has arrived, head and text. */
  public List<String> mails() {
    return List.copyOf(mails);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var socket = listener.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      say(socket, "220 mail.test");
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        var command = line.length() < 4 ? line : line.substring(0, 4);
        switch (command) {
          case "EHLO", "HELO", "RSET", "RCPT", "NOOP" -> say(socket, "250 ok");
          case "MAIL" -> say(socket, taking ? "250 ok" : "451 come again");
          case "DATA" -> {
            say(socket, "354 go on");
            mails.add(text(in));
            say(socket, "250 taken");
          }
          case "QUIT" -> {
            say(socket, "221 bye");
            return;
          }
          default -> say(socket, "502 no");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(BufferedReader in) throws IOException {
    var text = new StringBuilder();
    for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
      text.append(line).append('\n');
    }
    return text.toString();
  }

  private static void say(Socket socket, String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(UTF_8));
  }

  private static int freePort() {
    try (var probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
