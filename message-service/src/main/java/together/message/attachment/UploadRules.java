package together.message.attachment;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import together.message.attachment.picture.Pictures;
import together.platform.problem.CommonProblem;
import together.platform.problem.ProblemException;

/** What a file is, and whether it may be kept. */
@ApplicationScoped
class UploadRules {
  private final AttachmentSettings settings;
  private final ContentTypes types;

  UploadRules(AttachmentSettings settings, ContentTypes types) {
    this.settings = settings;
    this.types = types;
  }

  /** What all files of one user may take, bytes. */
  long quota() {
    return settings.quota();
  }

  /**
   * The file as it is to be kept; else a problem: 413 when it is too large, 422 when it is empty.
   *
   * @param file loses, when it is a picture, where it was taken
   */
  Upload judge(long userId, long channelId, long id, @Nullable String name, Path file)
      throws IOException {
    long size = Files.size(file);
    if (size == 0) {
      throw ProblemException.invalid("file", "NOT_EMPTY", "file is empty");
    }
    if (size > settings.mostBytes()) {
      throw new ProblemException(
          CommonProblem.PAYLOAD_TOO_LARGE, "a file has at most " + settings.mostBytes() + " bytes");
    }
    var filename = Filenames.safe(name);
    var contentType = types.of(file, filename);
    var picture = contentType.startsWith("image/") ? Pictures.read(file, contentType) : null;
    return new Upload(
        channelId, id, null, userId, filename, contentType, (int) size, picture, null);
  }
}
