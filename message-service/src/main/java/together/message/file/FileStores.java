package together.message.file;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;

/** Makes the store that the settings name. */
@ApplicationScoped
class FileStores {
  @Produces
  @ApplicationScoped
  FileStore store(FileSettings settings) {
    return switch (settings.store()) {
      case DIRECTORY -> new DirectoryFileStore(settings.directory());
      case S3 -> new S3FileStore(settings.s3());
    };
  }

  void close(@Disposes FileStore store) {
    if (store instanceof S3FileStore s3) {
      s3.close();
    }
  }
}
