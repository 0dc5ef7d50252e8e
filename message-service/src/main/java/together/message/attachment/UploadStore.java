package together.message.attachment;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import together.message.file.FileStore;
import together.platform.image.Fit;
import together.platform.image.ScaledImage;
import together.platform.image.ScaledImages;
import together.platform.problem.ProblemException;

/** Keeps the bytes of uploads, and a smaller picture of each that is one. */
@ApplicationScoped
class UploadStore {
  private static final Logger log = Logger.getLogger(UploadStore.class);
  private static final int PREVIEW_PIXELS = 400;

  private final FileStore store;
  private final ScaledImages images;

  UploadStore(FileStore store, ScaledImages images) {
    this.store = store;
    this.images = images;
  }

  /** Keeps it; the upload with its preview, when it has one. */
  Upload put(Upload upload, Path file) throws IOException {
    store.put(upload.key(), file, upload.contentType());
    var made = preview(upload, file);
    if (made.isEmpty()) {
      return upload;
    }
    var preview = made.get();
    var small = Files.createTempFile("preview", null);
    try {
      Files.write(small, preview.bytes());
      store.put(upload.previewKey(), small, preview.media());
    } finally {
      Files.delete(small);
    }
    return upload.with(new Upload.Preview(preview.bytes().length, preview.media()));
  }

  private Optional<ScaledImage> preview(Upload upload, Path file) throws IOException {
    var picture = upload.picture();
    if (picture == null || Math.max(picture.width(), picture.height()) <= PREVIEW_PIXELS) {
      return Optional.empty();
    }
    try {
      return Optional.of(images.of("file", file, Fit.WITHIN, List.of(PREVIEW_PIXELS)).getFirst());
    } catch (ProblemException e) {
      // It stays a file like any other: one that only some programs show, or too large to be shown.
      log.debugf("attachment %d has no preview: %s", upload.id(), e.getMessage());
      return Optional.empty();
    }
  }
}
