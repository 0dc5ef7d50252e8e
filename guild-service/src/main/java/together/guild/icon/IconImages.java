package together.guild.icon;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import together.platform.image.Fit;
import together.platform.image.ScaledImage;
import together.platform.image.ScaledImages;

/** Makes icons of uploads. */
@ApplicationScoped
public class IconImages {
  public static final int SMALL = 128;
  public static final int LARGE = 512;
  private static final long MOST_BYTES = 8 << 20;

  /** Of a SHA-256, so many bytes name an icon. */
  private static final int HASH_BYTES = 16;

  private final ScaledImages images;

  IconImages(ScaledImages images) {
    this.images = images;
  }

  /** Reads an upload of at most 8 MiB, which is dear; problems as of {@link ScaledImages}. */
  public Icon of(InputStream upload) {
    var made = images.of("icon", upload, MOST_BYTES, Fit.COVER, List.of(SMALL, LARGE));
    return new Icon(hash(made), made);
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
