package together.message.attachment.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * The chunks of a PNG (PNG 3rd edition, section 11) that may tell a place: EXIF's own, and texts
 * that hold EXIF or XMP. Each is made a text that says nothing, of the same length.
 */
final class PngPositions {
  private static final int SIGNATURE_BYTES = 8;

  /** A chunk's length, its type and its CRC. */
  private static final int FRAME_BYTES = 12;

  private static final byte[] EMPTY_TEXT = "Comment\0".getBytes(ISO_8859_1);
  private static final Set<String> TEXTS = Set.of("tEXt", "zTXt", "iTXt");

  private PngPositions() {}

  static void remove(ByteBuffer png) {
    int at = SIGNATURE_BYTES;
    while (at + FRAME_BYTES <= png.limit()) {
      int length = png.getInt(at);
      if (length < 0 || length > png.limit() - at - FRAME_BYTES) {
        return;
      }
      if (tellsPlace(png, at, length)) {
        blank(png, at, length);
      }
      at += FRAME_BYTES + length;
    }
  }

  private static boolean tellsPlace(ByteBuffer png, int at, int length) {
    var type = text(png, at + 4, 4);
    if (type.equals("eXIf")) {
      return true;
    }
    if (!TEXTS.contains(type)) {
      return false;
    }
    var start = text(png, at + 8, Math.min(length, 80));
    int end = start.indexOf('\0');
    var keyword = end < 0 ? start : start.substring(0, end);
    return keyword.equals("XML:com.adobe.xmp") || keyword.startsWith("Raw profile type");
  }

  private static String text(ByteBuffer png, int at, int length) {
    var bytes = new byte[length];
    png.get(at, bytes);
    return new String(bytes, ISO_8859_1);
  }

  private static void blank(ByteBuffer png, int at, int length) {
    png.put(at + 4, "tEXt".getBytes(ISO_8859_1));
    for (int i = 0; i < length; i++) {
      png.put(at + 8 + i, i < EMPTY_TEXT.length ? EMPTY_TEXT[i] : (byte) ' ');
    }
    var crc = new CRC32();
    crc.update(png.slice(at + 4, 4 + length));
    png.putInt(at + 8 + length, (int) crc.getValue());
  }
}
