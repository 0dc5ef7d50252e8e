package together.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import together.e2e.client.Json;

/** A WebSocket client that reads when it is told to, and not before. */
final class RawSocket implements AutoCloseable {
  private static final int CLOSE = 8;

  private final Socket socket = new Socket();
  private final DataInputStream in;
  private int closeCode;

  /**
   * Upgraded.
   *
   * @param receiveBuffer bytes the kernel keeps of what is not read
   */
  RawSocket(URI base, int receiveBuffer) throws IOException {
    socket.setReceiveBufferSize(receiveBuffer);
    socket.setSoTimeout((int) Limits.ANSWER.toMillis());
    socket.connect(new InetSocketAddress(base.getHost(), base.getPort()));
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1024));
    socket.getOutputStream().write(SilentCrowd.UPGRADE);
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    if (!head.toString().startsWith("HTTP/1.1 101")) {
      throw new IOException(head.toString());
    }
  }

  /** Sends a text frame, masked with zeros; at most 64 KiB. */
  void send(String text) throws IOException {
    var payload = text.getBytes(UTF_8);
    var frame = new byte[8 + payload.length];
    frame[0] = (byte) 0x81;
    frame[1] = (byte) (0x80 | 126);
    frame[2] = (byte) (payload.length >>> 8);
    frame[3] = (byte) payload.length;
    System.arraycopy(payload, 0, frame, 8, payload.length);
    socket.getOutputStream().write(frame);
  }

  /** The next frame, null when the server has closed. */
  @Nullable JsonNode next() throws IOException {
    int opcode = in.read();
    if (opcode < 0) {
      return null;
    }
    long length = in.readUnsignedByte();
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = in.readLong();
    }
    var payload = new byte[(int) length];
    in.readFully(payload);
    if ((opcode & 0xF) == CLOSE) {
      closeCode = ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
      return null;
    }
    return Json.parse(payload);
  }

  /** Reads on to this event, or op. */
  JsonNode await(String name) throws IOException {
    while (true) {
      var frame = next();
      if (frame == null) {
        throw new IOException("closed with " + closeCode + " before " + name);
      }
      if (name.equals(frame.path("t").asText()) || name.equals(frame.path("op").asText())) {
        return frame;
      }
    }
  }

  /** 0 while no close frame was read. */
  int closeCode() {
    return closeCode;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
