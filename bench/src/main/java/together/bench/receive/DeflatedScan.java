package together.bench.receive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Messages in frames that were compressed by themselves (RFC 7692 without context takeover). The
 * same event is the same bytes on every socket, so it is inflated once and then known by its
 * checksum: the generator's share does not grow with the sockets.
 */
final class DeflatedScan {
  private static final int REMEMBERED = 1 << 14;

  /** What the sender cut off the end (RFC 7692, section 7.2.2). */
  private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

  private final ByteBuffer inflated =
      ByteBuffer.allocateDirect(4 * ReceiverSocket.LOOKED_AT).order(ByteOrder.LITTLE_ENDIAN);
  private final MessageScan scan = new MessageScan(inflated);
  private final Inflater inflater = new Inflater(true);
  private final CRC32C checksum = new CRC32C();
  private final long[] keys = new long[REMEMBERED];
  private final int[] loads = new int[REMEMBERED];
  private final int[] numbers = new int[REMEMBERED];
  private final long[] offsets = new long[REMEMBERED];
  private int slot;

  /** Whether the frame is a message with a nonce of a load; then the others tell which. */
  boolean find(ByteBuffer bytes, int from, int to) {
    var frame = bytes.slice(from, to - from);
    checksum.reset();
    checksum.update(frame);
    var key = ((long) (to - from) << Integer.SIZE) | checksum.getValue();
    slot = (int) (key & (REMEMBERED - 1));
    if (keys[slot] != key) {
      keys[slot] = key;
      var found = inflate(frame.clear());
      loads[slot] = found ? scan.load() : -1;
      numbers[slot] = scan.number();
      offsets[slot] = scan.offset();
    }
    return loads[slot] >= 0;
  }

  int load() {
    return loads[slot];
  }

  int number() {
    return numbers[slot];
  }

  long offset() {
    return offsets[slot];
  }

  private boolean inflate(ByteBuffer frame) {
    inflater.reset();
    inflated.clear();
    try {
      inflater.setInput(frame);
      var length = inflater.inflate(inflated);
      inflater.setInput(TAIL);
      length += inflater.inflate(inflated);
      return scan.find(0, length);
    } catch (DataFormatException e) {
      throw new IllegalStateException("a frame that cannot be inflated", e);
    }
  }
}
