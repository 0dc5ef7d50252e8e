package together.message.attachment;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import together.message.attachment.picture.Pictures;
import together.platform.id.Ids;
import together.platform.problem.ProblemException;

/** What a file is, and whether it may be kept. */
@ApplicationScoped
class UploadRules {
  private final AttachmentSettings settings;
  private final ContentTypes types;
  private final Ids ids;

  UploadRules(AttachmentSettings settings, ContentTypes types, Ids ids) {
    this.settings = settings;
    this.types = types;
    this.ids = ids;
  }

  /** What all files of one user may take, bytes. */
  long quota() {
    return settings.quota();
  }

  /**
   * The file as it is to be kept; 422 when it is empty.
   *
   * @param file loses, when it is a picture, where it was taken
   */
  Upload judge(long userId, long channelId, @Nullable String name, Path file) throws IOException {
    long size = Files.size(file);
    if (size == 0) {
      throw ProblemException.invalid("file", "NOT_EMPTY", "file is empty");
    }
    var filename = Filenames.safe(name);
    var contentType = types.of(file, filename);
    var picture = contentType.startsWith("image/") ? Pictures.read(file, contentType) : null;
    return new Upload(
        channelId, ids.next(), null, userId, filename, contentType, (int) size, picture, null);
  }
}
