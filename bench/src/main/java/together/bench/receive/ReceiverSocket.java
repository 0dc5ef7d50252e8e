package together.bench.receive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * One socket's frames (RFC 6455, section 5.2, from a server: not masked). A frame's first bytes are
 * looked at where they were read into, the rest of a large one is skipped.
 */
final class ReceiverSocket {
  /** A message's frame is far shorter; READY of a large server is far longer. */
  static final int LOOKED_AT = 4096;

  private static final int MOST_HEADER = 10;
  private static final int TEXT = 1;
  private static final int CLOSE = 8;

  /** What a socket's bytes are read into and looked at; one for all of a receiver's sockets. */
  interface Sight {
    ByteBuffer buffer();

    void text(ReceiverSocket socket, int from, int to, boolean compressed);
  }

  private final int index;
  private final SocketChannel channel;
  private byte @Nullable [] kept;
  private int keptBytes;
  private long skip;

  ReceiverSocket(int index, SocketChannel channel) {
    this.index = index;
    this.channel = channel;
  }

  int index() {
    return index;
  }

  SocketChannel channel() {
    return channel;
  }

  /** Takes what there is; how many bytes, or -1 when the connection has ended. */
  int read(Sight sight) throws IOException {
    var buffer = sight.buffer();
    buffer.clear();
    if (kept != null && keptBytes > 0) {
      buffer.put(kept, 0, keptBytes);
      keptBytes = 0;
    }
    var read = channel.read(buffer);
    buffer.flip();
    return frames(sight, buffer) ? read : -1;
  }

  private boolean frames(Sight sight, ByteBuffer buffer) {
    var at = 0;
    var end = buffer.limit();
    while (at < end) {
      if (skip > 0) {
        var step = (int) Math.min(skip, end - at);
        skip -= step;
        at += step;
        continue;
      }
      var header = end - at < 2 ? MOST_HEADER : headerLength(buffer.get(at + 1));
      if (end - at < header) {
        break;
      }
      var length = length(buffer, at, header);
      var looked = (int) Math.min(length, LOOKED_AT);
      if (end - at - header < looked) {
        break;
      }
      var first = buffer.get(at);
      if ((first & 0xF) == CLOSE) {
        return false;
      }
      at += header;
      if ((first & 0xF) == TEXT) {
        sight.text(this, at, at + looked, (first & 0x40) != 0);
      }
      at += looked;
      skip = length - looked;
    }
    keep(buffer, at, end);
    return true;
  }

  private void keep(ByteBuffer buffer, int from, int to) {
    if (from < to) {
      if (kept == null) {
        kept = new byte[LOOKED_AT + MOST_HEADER];
      }
      keptBytes = to - from;
      buffer.get(from, kept, 0, keptBytes);
    }
  }

  private static int headerLength(byte second) {
    return switch (second & 0x7F) {
      case 126 -> 4;
      case 127 -> MOST_HEADER;
      default -> 2;
    };
  }

  /** The buffer is little endian, the wire is not. */
  private static long length(ByteBuffer buffer, int at, int header) {
    return switch (header) {
      case 4 -> Short.reverseBytes(buffer.getShort(at + 2)) & 0xFFFF;
      case MOST_HEADER -> Long.reverseBytes(buffer.getLong(at + 2));
      default -> buffer.get(at + 1) & 0x7F;
    };
  }
}
