package together.gateway.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** Writes HTTP/2 frames (RFC 9113) that no well-behaved library would. */
final class RawHttp2 implements AutoCloseable {
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int GOAWAY = 7;
  private static final int END_STREAM = 0x1;
  private static final int END_HEADERS = 0x4;

  private final SSLSocket socket;

  RawHttp2(int port, SSLContext trusting) throws IOException {
    socket =
        (SSLSocket)
            trusting.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
    var parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    socket.setSSLParameters(parameters);
    socket.setSoTimeout(20_000);
    socket.startHandshake();
    if (!socket.getApplicationProtocol().equals("h2")) {
      throw new IOException("ALPN chose " + socket.getApplicationProtocol());
    }
    socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1));
    frame(SETTINGS, 0, 0, new byte[0]);
  }

  /** One request on stream 1: names and values in turn; a body unless it is null. */
  void request(@Nullable String body, String... headers) throws IOException {
    var block = new ByteArrayOutputStream();
    for (int i = 0; i < headers.length; i += 2) {
      // HPACK: a literal without indexing and a new name, neither in Huffman's code.
      block.write(0);
      literal(block, headers[i]);
      literal(block, headers[i + 1]);
    }
    frame(HEADERS, END_HEADERS | (body == null ? END_STREAM : 0), 1, block.toByteArray());
    if (body != null) {
      frame(DATA, END_STREAM, 1, body.getBytes(ISO_8859_1));
    }
  }

  private static void literal(ByteArrayOutputStream block, String text) throws IOException {
    var bytes = text.getBytes(ISO_8859_1);
    if (bytes.length < 127) {
      block.write(bytes.length);
    } else {
      block.write(127);
      block.write(bytes.length - 127);
    }
    block.write(bytes);
  }

  private void frame(int type, int flags, int stream, byte[] payload) throws IOException {
    var frame = new ByteArrayOutputStream();
    frame.write(payload.length >>> 16);
    frame.write(payload.length >>> 8);
    frame.write(payload.length);
    frame.write(type);
    frame.write(flags);
    frame.write(new byte[] {0, 0, 0, (byte) stream});
    frame.write(payload);
    socket.getOutputStream().write(frame.toByteArray());
  }

  /** Returns when the stream or the connection is over, one way or another. */
  void awaitEnd() throws IOException {
    var in = new DataInputStream(socket.getInputStream());
    try {
      while (true) {
        int lengthAndType = in.readInt();
        int type = lengthAndType & 0xFF;
        int flags = in.readUnsignedByte();
        in.readInt();
        in.readFully(new byte[lengthAndType >>> 8]);
        boolean answered = (type == HEADERS || type == DATA) && (flags & END_STREAM) != 0;
        if (answered || type == RST_STREAM || type == GOAWAY) {
          return;
        }
      }
    } catch (EOFException e) {
      // Closed: over as well.
      return;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
