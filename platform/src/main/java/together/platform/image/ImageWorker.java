package together.platform.image;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The process that reads one upload: decoders meet hostile bytes here, with a heap, an environment
 * and a deadline of their own. Takes the bytes from standard input, and writes the pictures, or why
 * there are none, to standard output.
 *
 * <p>Arguments: format, fit, most frames, then the sizes wanted.
 */
final class ImageWorker {
  static final int SECONDS = 10;

  /** What the answer begins with; then the number of pictures, or the reason. */
  static final boolean MADE = true;

  private ImageWorker() {}

  public static void main(String[] arguments) throws IOException {
    // Whoever waits may be gone: nothing of this goes on for longer.
    Thread.ofPlatform().daemon().start(ImageWorker::endInTime);
    var format = ImageFormat.valueOf(arguments[0]);
    var fit = Fit.valueOf(arguments[1]);
    int mostFrames = Integer.parseInt(arguments[2]);
    var upload = System.in.readAllBytes();
    var answer = new DataOutputStream(new BufferedOutputStream(System.out));
    var reader = reader(format);
    // Frames are counted by looking through the whole; what is not pixels is skipped.
    reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(upload)), false, true);
    var refusal = refusal(reader, format, mostFrames, upload);
    if (refusal != null) {
      answer.writeBoolean(!MADE);
      answer.writeUTF(refusal);
    } else {
      var orientation = orientation(format, upload);
      answer.writeBoolean(MADE);
      for (int i = 3; i < arguments.length; i++) {
        int size = Integer.parseInt(arguments[i]);
        var shown = orientation.upright(Scaling.of(reader, fit, size));
        var picture = Scaling.encode(shown, size);
        answer.writeUTF(picture.media());
        answer.writeInt(picture.bytes().length);
        answer.write(picture.bytes());
      }
    }
    answer.flush();
  }

  private static ImageReader reader(ImageFormat format) throws IOException {
    return switch (format) {
      case PNG, JPEG, GIF -> ImageIO.getImageReadersByFormatName(format.name()).next();
      case WEBP -> new WebPImageReaderSpi().createReaderInstance(null);
    };
  }

  private static Orientation orientation(ImageFormat format, byte[] upload) {
    return format == ImageFormat.JPEG
        ? Orientation.of(new MemoryCacheImageInputStream(new ByteArrayInputStream(upload)))
        : Orientation.UPRIGHT;
  }

  /** Found before anything is decoded. */
  private static @Nullable String refusal(
      ImageReader reader, ImageFormat format, int mostFrames, byte[] upload) throws IOException {
    long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
    if (pixels > format.mostPixels()) {
      return "TOO_MANY_PIXELS";
    }
    int frames =
        switch (format) {
          case GIF, WEBP -> reader.getNumImages(true);
          // Each scan of a progressive JPEG goes over the whole picture.
          case JPEG -> scans(upload);
          case PNG -> 1;
        };
    return frames > mostFrames ? "TOO_MANY_FRAMES" : null;
  }

  private static int scans(byte[] jpeg) {
    int scans = 0;
    for (int i = 0; i + 1 < jpeg.length; i++) {
      if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) 0xda) {
        scans++;
      }
    }
    return scans;
  }

  private static void endInTime() {
    try {
      TimeUnit.SECONDS.sleep(SECONDS);
    } catch (InterruptedException e) {
      // The end comes all the sooner.
    }
    Runtime.getRuntime().halt(1);
  }
}
