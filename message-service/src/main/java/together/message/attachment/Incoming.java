package together.message.attachment;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import together.message.file.FileSettings;

/** Where bodies go while they arrive: a directory of this machine, whatever the store is. */
@ApplicationScoped
class Incoming {
  private final Path directory;
  private final AttachmentSettings settings;

  Incoming(FileSettings files, AttachmentSettings settings) {
    directory = files.directory().resolve("incoming");
    this.settings = settings;
  }

  /** What becomes of a file that has arrived. */
  interface Use {
    Upload of(@Nullable String name, Path file) throws IOException;
  }

  /** Reads a form to its end; its file is gone when this returns. */
  Upload receive(@Nullable String contentType, InputStream body, Use use) throws IOException {
    Files.createDirectories(directory);
    var file = Files.createTempFile(directory, "upload", null);
    try {
      return use.of(UploadForm.read(contentType, body, file, settings.mostBytes()), file);
    } finally {
      Files.delete(file);
    }
  }
}
