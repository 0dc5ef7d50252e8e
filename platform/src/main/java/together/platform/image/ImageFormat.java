package together.platform.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Optional;

/**
 * What an upload may be, told by its first bytes: neither by its name nor by what the sender says.
 */
enum ImageFormat {
  PNG(16_777_216),
  JPEG(16_777_216),
  GIF(16_777_216),
  /** Its decoder keeps all of the picture, in many objects. */
  WEBP(4_194_304);

  /** How much of an upload is looked at. */
  static final int HEAD_BYTES = 12;

  private final int mostPixels;

  ImageFormat(int mostPixels) {
    this.mostPixels = mostPixels;
  }

  /** Width times height beyond which nothing is decoded. */
  int mostPixels() {
    return mostPixels;
  }

  static Optional<ImageFormat> of(byte[] bytes) {
    var head = new String(Arrays.copyOf(bytes, HEAD_BYTES), ISO_8859_1);
    return Arrays.stream(values()).filter(format -> format.begins(head)).findFirst();
  }

  private boolean begins(String head) {
    return switch (this) {
      case PNG -> head.startsWith("\u0089PNG\r\n\u001a\n");
      case JPEG -> head.startsWith("\u00ff\u00d8\u00ff");
      case GIF -> head.startsWith("GIF87a") || head.startsWith("GIF89a");
      case WEBP -> head.startsWith("RIFF") && head.startsWith("WEBP", 8);
    };
  }
}
