package together.platform.image;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import together.platform.problem.ProblemException;

/** Makes icons of uploads: their middle, square, in 128 and 512 pixels. */
@ApplicationScoped
public class IconImages {
  private static final int SMALL = 128;
  private static final int LARGE = 512;
  private static final long MOST_BYTES = 8 << 20;

  /** Of a SHA-256, so many bytes name an icon. */
  private static final int HASH_BYTES = 16;

  private final ScaledImages images;

  IconImages(ScaledImages images) {
    this.images = images;
  }

  /**
   * Reads an upload of at most 8 MiB, which is dear; problems as of {@link ScaledImages}, on {@code
   * field}.
   */
  public Icon of(String field, InputStream upload) {
    var made = images.of(field, upload, MOST_BYTES, Fit.COVER, List.of(SMALL, LARGE));
    return new Icon(hash(made), made);
  }

  /** The size a query parameter asks for; 422 when there is none such. */
  public static int size(@Nullable String asked) {
    return switch (asked) {
      case null -> LARGE;
      case "128" -> SMALL;
      case "512" -> LARGE;
      default -> throw ProblemException.invalid("size", "ENUM", "must be 128 or 512");
    };
  }

  private static String hash(List<ScaledImage> made) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      made.forEach(image -> digest.update(image.bytes()));
      return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
