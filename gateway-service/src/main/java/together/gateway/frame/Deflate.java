package together.gateway.frame;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Messages compressed as permessage-deflate has it (RFC 7692, section 7.2), each by itself (no
 * context takeover): so one compression serves every socket, and no socket keeps a window. For
 * event loops, of which each keeps one deflater and one inflater.
 */
public final class Deflate {
  /** Shorter messages go uncompressed: they would hardly become shorter. */
  private static final int LEAST_BYTES = 200;

  /** What a flushed block ends with; the sender leaves it out, the receiver puts it back. */
  private static final byte[] TAIL = {0, 0, -1, -1};

  private static final int CHUNK = 4 * 1024;

  private static final ThreadLocal<Deflater> DEFLATERS =
      ThreadLocal.withInitial(() -> new Deflater(Deflater.BEST_SPEED, true));
  private static final ThreadLocal<Inflater> INFLATERS =
      ThreadLocal.withInitial(() -> new Inflater(true));

  private Deflate() {}

  /** Whether a message of this many bytes is worth it. */
  public static boolean isWorth(int bytes) {
    return bytes >= LEAST_BYTES;
  }

  public static byte[] compress(byte[] message) {
    var deflater = DEFLATERS.get();
    deflater.reset();
    deflater.setInput(message);
    var out = new byte[message.length / 2 + 64];
    int length = 0;
    while (true) {
      int written = deflater.deflate(out, length, out.length - length, Deflater.SYNC_FLUSH);
      length += written;
      if (length < out.length) {
        return Arrays.copyOf(out, length - TAIL.length);
      }
      out = Arrays.copyOf(out, 2 * out.length);
    }
  }

  /**
   * What the client compressed.
   *
   * @throws BadFrameException when it is nothing compressed, or becomes more than {@code most}
   *     bytes
   */
  public static byte[] inflate(byte[] message, int most) throws BadFrameException {
    var inflater = INFLATERS.get();
    inflater.reset();
    var input = Arrays.copyOf(message, message.length + TAIL.length);
    System.arraycopy(TAIL, 0, input, message.length, TAIL.length);
    inflater.setInput(input);
    var out = new ByteArrayOutputStream(Math.min(most, 4 * message.length + 64));
    var chunk = new byte[CHUNK];
    try {
      while (true) {
        int read = inflater.inflate(chunk);
        if (out.size() + read > most) {
          throw new BadFrameException(CloseCode.FRAME_TOO_LARGE);
        }
        out.write(chunk, 0, read);
        if (read == 0) {
          if (!inflater.needsInput() && !inflater.finished()) {
            throw new BadFrameException(CloseCode.BAD_PAYLOAD);
          }
          return out.toByteArray();
        }
      }
    } catch (DataFormatException e) {
      throw new BadFrameException(CloseCode.BAD_PAYLOAD);
    }
  }
}
