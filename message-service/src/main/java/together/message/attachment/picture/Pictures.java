package together.message.attachment.picture;

import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import together.platform.image.Orientation;

/** Reads what a picture's header says, and takes out where it was taken. */
public final class Pictures {
  private static final Logger log = Logger.getLogger(Pictures.class);

  private Pictures() {}

  /**
   * The picture's size; null when no reader knows it, or it is broken: then it is a file like any
   * other. Decodes no pixels.
   *
   * @param file is changed in place
   */
  public static @Nullable Picture read(Path file, String contentType) throws IOException {
    Positions.remove(file, contentType);
    try (var input = ImageIO.createImageInputStream(file.toFile())) {
      var readers = ImageIO.getImageReaders(input);
      if (!readers.hasNext()) {
        return null;
      }
      var reader = readers.next();
      try {
        reader.setInput(input, true, true);
        var stored = new Picture(reader.getWidth(0), reader.getHeight(0));
        return isTurned(file, contentType) ? stored.turned() : stored;
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      log.debugf("a picture of type %s has no size: %s", contentType, e.getMessage());
      return null;
    }
  }

  private static boolean isTurned(Path file, String contentType) throws IOException {
    if (!contentType.equals("image/jpeg")) {
      return false;
    }
    try (var input = ImageIO.createImageInputStream(file.toFile())) {
      return Orientation.of(input).isTurned();
    }
  }
}
