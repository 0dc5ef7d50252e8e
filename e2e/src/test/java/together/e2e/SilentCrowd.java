package together.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Sockets that do the upgrade and then say nothing, on one thread. */
final class SilentCrowd implements AutoCloseable {
  static final byte[] UPGRADE =
      """
      GET /gateway HTTP/1.1\r
      Host: t\r
      Connection: Upgrade\r
      Upgrade: websocket\r
      Sec-WebSocket-Version: 13\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      \r
      """
          .getBytes(ISO_8859_1);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** All that one socket has received, a byte a character. */
  private static final class Heard {
    private final StringBuilder text = new StringBuilder();
  }

  private final InetSocketAddress address;
  private final Selector selector;
  private final ByteBuffer buffer = ByteBuffer.allocate(4096);
  private final Map<Integer, Integer> closes = new HashMap<>();
  private int upgraded;
  private int refused;
  private int open;

  SilentCrowd(URI base) throws IOException {
    address = new InetSocketAddress(base.getHost(), base.getPort());
    selector = Selector.open();
  }

  /** One at a time to the upgrade's answer, so that no queue of the kernel overflows. */
  void open(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      var channel = SocketChannel.open(address);
      channel.write(ByteBuffer.wrap(UPGRADE));
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, new Heard());
      open++;
      while (upgraded + refused <= i) {
        look(PATIENCE);
      }
    }
  }

  private void look(Duration most) throws IOException {
    if (selector.select(most.toMillis()) == 0) {
      throw new IOException("nothing for " + most);
    }
    for (var key : selector.selectedKeys()) {
      read(key);
    }
    selector.selectedKeys().clear();
  }

  private void read(SelectionKey key) throws IOException {
    var channel = (SocketChannel) key.channel();
    var heard = ((Heard) key.attachment()).text;
    buffer.clear();
    int length = readSome(channel);
    if (length < 0) {
      ended(heard);
      channel.close();
      open--;
      return;
    }
    boolean first = heard.isEmpty();
    heard.append(ISO_8859_1.decode(buffer.flip()));
    if (first && heard.indexOf(" 101 ") > 0) {
      upgraded++;
    } else if (first) {
      refused++;
    }
  }

  private int readSome(SocketChannel channel) {
    try {
      return channel.read(buffer);
    } catch (IOException e) {
      // Reset: an end as well.
      return -1;
    }
  }

  private void ended(StringBuilder heard) {
    int close = heard.lastIndexOf("\u0088");
    if (close >= 0 && heard.length() >= close + 4) {
      closes.merge((heard.charAt(close + 2) << 8) | heard.charAt(close + 3), 1, Integer::sum);
    }
  }

  /** Until the server has closed all that it upgraded. */
  void awaitEnd(Duration most) throws IOException {
    long end = System.nanoTime() + most.toNanos();
    while (closes.values().stream().mapToInt(count -> count).sum() < upgraded) {
      if (System.nanoTime() > end) {
        throw new IOException(open + " are open after " + most + ", closed: " + closes);
      }
      look(most);
    }
  }

  int upgraded() {
    return upgraded;
  }

  int refused() {
    return refused;
  }

  int closedWith(int code) {
    return closes.getOrDefault(code, 0);
  }

  /** Resident memory of the gateway, KB. */
  static long residentKilobytes() {
    var process = SharedPlatform.get().platform().installation().process("gateway").orElseThrow();
    try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    for (var key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
