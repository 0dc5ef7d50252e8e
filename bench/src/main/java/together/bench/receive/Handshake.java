package together.bench.receive;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** From nothing to READY, blocking; what comes after it is left in the socket. */
final class Handshake {
  private static final int PATIENCE_MILLIS = (int) Duration.ofMinutes(2).toMillis();
  private static final int ANSWER_LINES = 100;
  private static final int FINAL_TEXT = 0x81;
  private static final int MASKED = 0x80;
  private static final int COMPRESSED = 0x40;

  /** So many bytes of a frame tell its kind. */
  private static final int HEAD = 64;

  private static final String DEFLATE =
      "Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover; "
          + "client_no_context_takeover\r\n";
  private static final String UPGRADE =
      """
      GET /gateway HTTP/1.1
      Host: %s:%d
      Upgrade: websocket
      Connection: Upgrade
      Sec-WebSocket-Version: 13
      Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==
      %s
      """
          .replace("\n", "\r\n");

  /** The upgrade was answered with another status. */
  static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;

    RefusedException(String statusLine) {
      super("the upgrade was answered with: " + statusLine);
    }
  }

  private Handshake() {}

  /**
   * A socket whose session is ready.
   *
   * @param source address to connect from: each has ports of its own
   * @param compressed offer permessage-deflate
   */
  static SocketChannel ready(
      InetSocketAddress gateway, InetSocketAddress source, String token, boolean compressed)
      throws IOException {
    var channel = open(gateway, source);
    try {
      var in = new DataInputStream(channel.socket().getInputStream());
      upgrade(channel, in, gateway, compressed);
      var _ = await(in, "\"HELLO\"");
      channel.write(text("{\"op\":\"IDENTIFY\",\"d\":{\"token\":\"" + token + "\"}}"));
      var _ = await(in, "\"READY\"");
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** A connection without anything said on it. */
  static SocketChannel open(InetSocketAddress server, InetSocketAddress source) throws IOException {
    var channel = SocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.bind(source);
      channel.socket().setSoTimeout(PATIENCE_MILLIS);
      channel.connect(server);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static void upgrade(
      SocketChannel channel, DataInputStream in, InetSocketAddress to, boolean compressed)
      throws IOException {
    var request = UPGRADE.formatted(to.getHostString(), to.getPort(), compressed ? DEFLATE : "");
    channel.write(ByteBuffer.wrap(request.getBytes(US_ASCII)));
    var status = line(in);
    for (var lines = 0; !line(in).isEmpty(); lines++) {
      if (lines > ANSWER_LINES) {
        throw new IOException("the answer to the upgrade does not end");
      }
    }
    if (!status.contains(" 101 ")) {
      throw new RefusedException(status);
    }
  }

  private static String line(DataInputStream in) throws IOException {
    var line = new StringBuilder();
    for (var next = in.readByte(); next != '\n'; next = in.readByte()) {
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  /** Skips frames until one has the name in its head; its length, bytes. */
  private static long await(DataInputStream in, String name) throws IOException {
    while (true) {
      int first = in.readByte();
      var opcode = first & 0xF;
      long length = in.readByte() & 0x7F;
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        length = in.readLong();
      }
      boolean compressed = (first & COMPRESSED) != 0;
      // What is compressed is read whole: its end may be needed for its beginning.
      var head = new byte[(int) (compressed ? length : Math.min(length, HEAD))];
      in.readFully(head);
      in.skipNBytes(length - head.length);
      var text = new String(compressed ? inflated(head) : head, US_ASCII);
      if (opcode == 8) {
        throw new IOException("closed while waiting for " + name);
      }
      if (text.contains(name)) {
        return length;
      }
      if (text.contains("\"INVALID_SESSION\"")) {
        throw new IOException("INVALID_SESSION while waiting for " + name);
      }
    }
  }

  /** The first bytes of a message without context takeover (RFC 7692, section 7.2.2). */
  private static byte[] inflated(byte[] message) throws IOException {
    var inflater = new Inflater(true);
    try {
      inflater.setInput(message);
      var head = new byte[HEAD];
      return Arrays.copyOf(head, inflater.inflate(head));
    } catch (DataFormatException e) {
      throw new IOException("a frame that cannot be inflated", e);
    } finally {
      inflater.end();
    }
  }

  /** A client's frame; the mask is zero, which leaves the text as it is. */
  static ByteBuffer text(String text) {
    var bytes = text.getBytes(US_ASCII);
    var frame = ByteBuffer.allocate(bytes.length + 8);
    frame.put((byte) FINAL_TEXT);
    if (bytes.length < 126) {
      frame.put((byte) (MASKED | bytes.length));
    } else {
      frame.put((byte) (MASKED | 126)).putShort((short) bytes.length);
    }
    return frame.putInt(0).put(bytes).flip();
  }
}
