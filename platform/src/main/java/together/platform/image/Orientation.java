package together.platform.image;

import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEG;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegment;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegmentUtil;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * How the camera was held, which a photograph tells with its pixels (EXIF, CIPA DC-008, tag 274),
 * in the order of the tag's values 1 to 8.
 */
public enum Orientation {
  UPRIGHT,
  MIRRORED,
  UPSIDE_DOWN,
  UPSIDE_DOWN_MIRRORED,
  TRANSPOSED,
  LEFT,
  TRANSVERSED,
  RIGHT;

  private static final String EXIF = "Exif";

  /**
   * That of a JPEG; upright when it tells none, or none that can be read.
   *
   * @param input is read from its present position on
   */
  public static Orientation of(ImageInputStream input) {
    try {
      return read(input);
    } catch (IOException | RuntimeException e) {
      // Pictures are shown all the same, as other programs do.
      return UPRIGHT;
    }
  }

  private static Orientation read(ImageInputStream input) throws IOException {
    for (JPEGSegment segment : JPEGSegmentUtil.readSegments(input, JPEG.APP1, EXIF)) {
      try (var data = segment.data()) {
        // The identifier is padded to six bytes.
        if (data.read() == 0) {
          return tagged(new TIFFReader().read(new MemoryCacheImageInputStream(data)));
        }
      }
    }
    return UPRIGHT;
  }

  private static Orientation tagged(Directory exif) {
    var entry = exif.getEntryById(TIFF.TAG_ORIENTATION);
    return entry != null
            && entry.getValue() instanceof Number value
            && value.intValue() >= 1
            && value.intValue() <= values().length
        ? values()[value.intValue() - 1]
        : UPRIGHT;
  }

  /** Whether width and height as shown are height and width as stored. */
  public boolean isTurned() {
    return compareTo(TRANSPOSED) >= 0;
  }

  /** The picture as it is to be shown. */
  BufferedImage upright(BufferedImage stored) {
    if (this == UPRIGHT) {
      return stored;
    }
    int width = isTurned() ? stored.getHeight() : stored.getWidth();
    int height = isTurned() ? stored.getWidth() : stored.getHeight();
    var shown = new BufferedImage(width, height, stored.getType());
    int right = stored.getWidth() - 1;
    int bottom = stored.getHeight() - 1;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int rgb =
            switch (this) {
              case UPRIGHT -> stored.getRGB(x, y);
              case MIRRORED -> stored.getRGB(right - x, y);
              case UPSIDE_DOWN -> stored.getRGB(right - x, bottom - y);
              case UPSIDE_DOWN_MIRRORED -> stored.getRGB(x, bottom - y);
              case TRANSPOSED -> stored.getRGB(y, x);
              case LEFT -> stored.getRGB(y, bottom - x);
              case TRANSVERSED -> stored.getRGB(right - y, bottom - x);
              case RIGHT -> stored.getRGB(right - y, x);
            };
        shown.setRGB(x, y, rgb);
      }
    }
    return shown;
  }
}
