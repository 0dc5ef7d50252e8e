package together.bench.receive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

class ReceiverSocketTest {
  private static final String OTHER = "{\"op\":\"HEARTBEAT_ACK\",\"t\":null,\"id\":null,\"d\":{}}";

  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
  private final MessageScan scan = new MessageScan(buffer);
  private final DeflatedScan deflated = new DeflatedScan();
  private final List<String> found = new ArrayList<>();
  private int texts;

  private final ReceiverSocket.Sight sight =
      new ReceiverSocket.Sight() {
        @Override
        public ByteBuffer buffer() {
          return buffer;
        }

        @Override
        public void text(ReceiverSocket socket, int from, int to, boolean compressed) {
          texts++;
          if (compressed) {
            if (deflated.find(buffer, from, to)) {
              found.add(deflated.load() + "." + deflated.number() + "@" + deflated.offset());
            }
          } else if (scan.find(from, to)) {
            found.add(scan.load() + "." + scan.number() + "@" + scan.offset());
          }
        }
      };

  @Test
  void findsEachMessageWhereverTheStreamIsCut() throws IOException {
    var wire = new ByteArrayOutputStream();
    wire.write(frame(message(7, 0, 99)));
    wire.write(frame(OTHER));
    wire.write(frame(message(7, 12_345, 100)));
    // READY of a large server: skipped but for its head.
    wire.write(
        frame("{\"op\":\"DISPATCH\",\"t\":\"READY\",\"d\":\"" + "x".repeat(100_000) + "\"}"));
    wire.write(frame(message(8, 3, 4_000_000_000L)));
    var bytes = wire.toByteArray();
    for (var part : List.of(1, 7, 1000, bytes.length)) {
      found.clear();
      texts = 0;
      receive(bytes, part);
      assertEquals(List.of("7.0@99", "7.12345@100", "8.3@4000000000"), found, "parts of " + part);
      assertEquals(5, texts);
    }
  }

  @Test
  void findsCompressedMessagesToo() throws IOException {
    var wire = new ByteArrayOutputStream();
    for (var number = 0; number < 3; number++) {
      var frame = deflated(message(7, number, 50 + number));
      // As on two sockets: the second time it is known.
      wire.write(frame);
      wire.write(frame);
    }
    wire.write(deflated(OTHER));
    receive(wire.toByteArray(), 100);
    assertEquals(List.of("7.0@50", "7.0@50", "7.1@51", "7.1@51", "7.2@52", "7.2@52"), found);
  }

  private static byte[] deflated(String text) throws IOException {
    var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    var bytes = new byte[1000];
    deflater.setInput(text.getBytes(UTF_8));
    var length = deflater.deflate(bytes, 0, bytes.length, Deflater.SYNC_FLUSH) - 4;
    deflater.end();
    var frame = new ByteArrayOutputStream();
    var out = new DataOutputStream(frame);
    out.writeByte(0xC1);
    if (length < 126) {
      out.writeByte(length);
    } else {
      out.writeByte(126);
      out.writeShort(length);
    }
    out.write(bytes, 0, length);
    return frame.toByteArray();
  }

  @Test
  void textThatLooksLikeANonceIsNone() throws IOException {
    var quoted = message(1, 2, 3).replace("hello", "\\\"nonce\\\":\\\"9.9\\\"");
    receive(frame(quoted), 100);
    assertEquals(List.of("1.2@3"), found);
  }

  @Test
  void aMessageWithoutANonceOfALoadIsNoMessageOfOne() throws IOException {
    receive(frame(message(1, 2, 3).replace("\"1.2\"", "null")), 100);
    receive(frame(message(1, 2, 3).replace("\"1.2\"", "\"mine\"")), 100);
    assertEquals(List.of(), found);
    assertEquals(2, texts);
  }

  private void receive(byte[] bytes, int part) throws IOException {
    var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (var server = ServerSocketChannel.open().bind(loopback);
        var out = SocketChannel.open(server.getLocalAddress());
        var in = server.accept()) {
      var socket = new ReceiverSocket(0, in);
      for (var from = 0; from < bytes.length; from += part) {
        var cut = ByteBuffer.wrap(bytes, from, Math.min(part, bytes.length - from));
        var sent = cut.remaining();
        while (cut.hasRemaining()) {
          out.write(cut);
        }
        // In blocking mode a read waits for the first byte.
        for (var read = 0; read < sent; ) {
          read += socket.read(sight);
        }
      }
    }
  }

  private static String message(int load, int number, long offset) {
    return """
    {"op":"DISPATCH","t":"MESSAGE_CREATE","id":"m3-%d","d":{"id":"1","content":"hello",\
    "nonce":"%d.%d","mentions":[]}}\
    """
        .formatted(offset, load, number);
  }

  private static byte[] frame(String text) throws IOException {
    var payload = text.getBytes(UTF_8);
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    out.writeByte(0x81);
    if (payload.length < 126) {
      out.writeByte(payload.length);
    } else if (payload.length <= 0xFFFF) {
      out.writeByte(126);
      out.writeShort(payload.length);
    } else {
      out.writeByte(127);
      out.writeLong(payload.length);
    }
    out.write(payload);
    return bytes.toByteArray();
  }
}
