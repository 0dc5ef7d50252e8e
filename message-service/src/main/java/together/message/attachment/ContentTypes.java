package together.message.attachment;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MimeTypes;

/**
 * What a file is, by its first bytes. Its name only says more closely what they leave open: a
 * spreadsheet is a zip, a CSV is text; what a client claims is not asked.
 */
@ApplicationScoped
class ContentTypes {
  /** What a browser may show in the page. All else it is to save. */
  private static final Set<String> SHOWN =
      Set.of(
          "image/png",
          "image/jpeg",
          "image/gif",
          "image/webp",
          "image/bmp",
          "video/mp4",
          "video/webm",
          "video/quicktime",
          "audio/mpeg",
          "audio/mp4",
          "audio/ogg",
          "audio/vorbis",
          "audio/opus",
          "audio/x-flac",
          "audio/vnd.wave",
          "text/plain");

  private final MimeTypes types = MimeTypes.getDefaultMimeTypes();

  /** A media type without parameters, as {@code image/png}. */
  String of(Path file, String filename) throws IOException {
    var metadata = new Metadata();
    metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, filename);
    try (var start = new BufferedInputStream(Files.newInputStream(file))) {
      return types.detect(start, metadata).getBaseType().toString();
    }
  }

  static boolean isShown(String contentType) {
    return SHOWN.contains(contentType);
  }
}
