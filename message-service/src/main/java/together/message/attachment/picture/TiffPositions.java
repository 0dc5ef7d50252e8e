package together.message.attachment.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The GPS directory of a TIFF structure, which EXIF is. Offsets count from its beginning (TIFF 6.0,
 * section 2); whatever does not fit is left alone, since no reader finds a position there either.
 */
final class TiffPositions {
  private static final int GPS_DIRECTORY = 0x8825;
  private static final int ENTRY_BYTES = 12;
  private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

  /** Directories that one chain may have; a loop ends here. */
  private static final int MOST_DIRECTORIES = 32;

  private final ByteBuffer tiff;

  private TiffPositions(ByteBuffer tiff) {
    this.tiff = tiff;
  }

  /** Blanks it in the structure that begins at {@code at}, when one does. */
  static void remove(ByteBuffer bytes, int at) {
    if (at + 8 > bytes.limit()) {
      return;
    }
    var tiff = bytes.slice(at, bytes.limit() - at);
    switch (tiff.getInt(0)) {
      case 0x49492A00 -> tiff.order(ByteOrder.LITTLE_ENDIAN);
      case 0x4D4D002A -> tiff.order(ByteOrder.BIG_ENDIAN);
      default -> {
        return;
      }
    }
    new TiffPositions(tiff).directories();
  }

  private void directories() {
    int at = tiff.getInt(4);
    for (int i = 0; i < MOST_DIRECTORIES && at > 0 && at < tiff.limit() - 2; i++) {
      int entries = Short.toUnsignedInt(tiff.getShort(at));
      int first = at + 2;
      int end = first + entries * ENTRY_BYTES;
      for (int entry = first;
          entry < end && entry + ENTRY_BYTES <= tiff.limit();
          entry += ENTRY_BYTES) {
        if (Short.toUnsignedInt(tiff.getShort(entry)) == GPS_DIRECTORY) {
          blankDirectory(tiff.getInt(entry + 8));
        }
      }
      at = end + 4 <= tiff.limit() ? tiff.getInt(end) : 0;
    }
  }

  /** Blanks its values and then itself: what is left is an empty directory. */
  private void blankDirectory(int at) {
    if (at <= 0 || at > tiff.limit() - 2) {
      return;
    }
    int entries = Short.toUnsignedInt(tiff.getShort(at));
    for (int i = 0; i < entries; i++) {
      int entry = at + 2 + i * ENTRY_BYTES;
      if (entry + ENTRY_BYTES > tiff.limit()) {
        break;
      }
      long size =
          typeBytes(tiff.getShort(entry + 2)) * Integer.toUnsignedLong(tiff.getInt(entry + 4));
      if (size > 4) {
        blank(Integer.toUnsignedLong(tiff.getInt(entry + 8)), size);
      }
    }
    blank(at, 2 + (long) entries * ENTRY_BYTES);
  }

  private static long typeBytes(short type) {
    return type > 0 && type < TYPE_BYTES.length ? TYPE_BYTES[type] : 0;
  }

  private void blank(long from, long length) {
    long end = Math.min(from + length, tiff.limit());
    for (long at = from; at < end; at++) {
      tiff.put((int) at, (byte) 0);
    }
  }
}
