package together.message.attachment.picture;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Takes out of a picture where it was taken: the GPS directory of EXIF (CIPA DC-008, 4.6.6), in
 * each of the places a file of JPEG, WebP, HEIF or TIFF may have one, and the like in XMP. Done in
 * place, so the pixels stay as they are and a file needs no memory; PNG is {@link PngPositions}'.
 */
final class Positions {
  private static final byte[] EXIF = "Exif\0\0".getBytes(US_ASCII);
  private static final byte[] WEBP_EXIF = "EXIF".getBytes(US_ASCII);
  private static final byte[] XMP_GPS = "exif:GPS".getBytes(US_ASCII);

  /** From the name of a property of XMP, its value ends within so many bytes. */
  private static final int MOST_XMP_VALUE = 256;

  private Positions() {}

  /** Blanks what there is. */
  static void remove(Path file, String contentType) throws IOException {
    try (var channel = FileChannel.open(file, READ, WRITE)) {
      if (channel.size() > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("too large for a picture: " + channel.size());
      }
      var bytes = channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size());
      if (contentType.equals("image/png")) {
        PngPositions.remove(bytes);
      } else {
        remove(bytes);
      }
      bytes.force();
    }
  }

  private static void remove(MappedByteBuffer bytes) {
    TiffPositions.remove(bytes, 0);
    for (int at = 0; at + 8 < bytes.limit(); at++) {
      switch (bytes.get(at)) {
        case 'E' -> {
          if (matches(bytes, at, EXIF)) {
            TiffPositions.remove(bytes, at + EXIF.length);
          } else if (matches(bytes, at, WEBP_EXIF)) {
            // The chunk's name, its length, its TIFF.
            TiffPositions.remove(bytes, at + 8);
          }
        }
        case 'e' -> {
          if (matches(bytes, at, XMP_GPS)) {
            blankValue(bytes, at + XMP_GPS.length);
          }
        }
        default -> {
          // Not the beginning of anything looked for.
        }
      }
    }
  }

  private static boolean matches(ByteBuffer bytes, int at, byte[] wanted) {
    if (at + wanted.length > bytes.limit()) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (bytes.get(at + i) != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  /** The value of {@code name="value"}, {@code name='value'} or {@code <name>value<}. */
  private static void blankValue(ByteBuffer bytes, int from) {
    int end = Math.min(bytes.limit(), from + MOST_XMP_VALUE);
    int at = from;
    while (at < end && "\"'>".indexOf(bytes.get(at)) < 0) {
      at++;
    }
    if (at == end) {
      return;
    }
    char closing = bytes.get(at) == '>' ? '<' : (char) bytes.get(at);
    for (at++; at < end && bytes.get(at) != closing; at++) {
      bytes.put(at, (byte) ' ');
    }
  }
}
