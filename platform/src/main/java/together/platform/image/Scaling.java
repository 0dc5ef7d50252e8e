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

/** Scales pictures, and writes them. */
final class Scaling {
  private static final float QUALITY = 0.9f;

  private Scaling() {}

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
          case CONTAIN, WITHIN -> new Rectangle(width, height);
        };
    var parameters = reader.getDefaultReadParam();
    parameters.setSourceRegion(wanted);
    int step = Math.max(1, Math.min(wanted.width, wanted.height) / (2 * size));
    parameters.setSourceSubsampling(step, step, 0, 0);
    var picture = reader.read(0, parameters);
    return switch (fit) {
      case COVER, CONTAIN -> square(picture, size);
      case WITHIN -> within(picture, size);
    };
  }

  private static BufferedImage square(BufferedImage picture, int size) {
    var scaled = scaled(picture, (double) size / longer(picture));
    if (scaled.getWidth() == scaled.getHeight()) {
      return scaled;
    }
    var square = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
    int x = (size - scaled.getWidth()) / 2;
    int y = (size - scaled.getHeight()) / 2;
    draw(scaled, square, new Rectangle(x, y, scaled.getWidth(), scaled.getHeight()));
    return square;
  }

  private static BufferedImage within(BufferedImage picture, int size) {
    return scaled(picture, Math.min(1, (double) size / longer(picture)));
  }

  private static int longer(BufferedImage picture) {
    return Math.max(picture.getWidth(), picture.getHeight());
  }

  private static BufferedImage scaled(BufferedImage picture, double scale) {
    int width = Math.max(1, (int) Math.round(picture.getWidth() * scale));
    int height = Math.max(1, (int) Math.round(picture.getHeight() * scale));
    var scaled = picture;
    // By halves: one step over more than two pixels would leave some of them out.
    while (scaled.getWidth() > 2 * width && scaled.getHeight() > 2 * height) {
      scaled = resized(scaled, scaled.getWidth() / 2, scaled.getHeight() / 2);
    }
    return resized(scaled, width, height);
  }

  private static BufferedImage resized(BufferedImage picture, int width, int height) {
    boolean hasAlpha = picture.getColorModel().hasAlpha();
    var resized =
        new BufferedImage(
            width, height, hasAlpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
    draw(picture, resized, new Rectangle(width, height));
    return resized;
  }

  private static void draw(BufferedImage picture, BufferedImage onto, Rectangle at) {
    var graphics = onto.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(picture, at.x, at.y, at.width, at.height, null);
    graphics.dispose();
  }

  static ScaledImage encode(BufferedImage picture, int size) throws IOException {
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
    return new ScaledImage(size, "image/" + format, bytes.toByteArray());
  }
}
