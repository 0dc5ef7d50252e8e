package together.platform.image;

import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Scales pictures to squares, and writes them. */
final class Squares {
  private static final float QUALITY = 0.9f;

  private Squares() {}

  /** The first frame; of a large picture only every so many pixels are kept while decoding. */
  static BufferedImage of(ImageReader reader, Fit fit, int size) throws IOException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    var wanted =
        switch (fit) {
          case COVER -> {
            int side = Math.min(width, height);
            yield new Rectangle((width - side) / 2, (height - side) / 2, side, side);
          }
          case CONTAIN -> new Rectangle(width, height);
        };
    var parameters = reader.getDefaultReadParam();
    parameters.setSourceRegion(wanted);
    int step = Math.max(1, Math.min(wanted.width, wanted.height) / (2 * size));
    parameters.setSourceSubsampling(step, step, 0, 0);
    return square(reader.read(0, parameters), size);
  }

  private static BufferedImage square(BufferedImage picture, int size) {
    double scale = (double) size / Math.max(picture.getWidth(), picture.getHeight());
    int width = Math.max(1, (int) Math.round(picture.getWidth() * scale));
    int height = Math.max(1, (int) Math.round(picture.getHeight() * scale));
    var scaled = picture;
    // By halves: one step over more than two pixels would leave some of them out.
    while (scaled.getWidth() > 2 * width && scaled.getHeight() > 2 * height) {
      scaled = drawn(scaled, scaled.getWidth() / 2, scaled.getHeight() / 2, 0, 0, 0);
    }
    return drawn(scaled, width, height, (size - width) / 2, (size - height) / 2, size);
  }

  /** {@code size} of the whole; 0: that of the picture. */
  private static BufferedImage drawn(
      BufferedImage picture, int width, int height, int x, int y, int size) {
    boolean isWhole = size == 0 || (width == size && height == size);
    boolean isOpaque = isWhole && !picture.getColorModel().hasAlpha();
    var drawn =
        new BufferedImage(
            size == 0 ? width : size,
            size == 0 ? height : size,
            isOpaque ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
    var graphics = drawn.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(picture, x, y, width, height, null);
    graphics.dispose();
    return drawn;
  }

  static SquareImage encode(BufferedImage picture, int size) throws IOException {
    boolean isOpaque = !picture.getColorModel().hasAlpha();
    var format = isOpaque ? "jpeg" : "png";
    var writer = ImageIO.getImageWritersByFormatName(format).next();
    var bytes = new ByteArrayOutputStream();
    try (var output = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(output);
      var parameters = writer.getDefaultWriteParam();
      if (isOpaque) {
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(QUALITY);
      }
      writer.write(null, new IIOImage(picture, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return new SquareImage(size, "image/" + format, bytes.toByteArray());
  }
}
