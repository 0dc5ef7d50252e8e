package together.message.file;

import java.io.InputStream;
import java.nio.file.Path;

/**
 * Keeps the bytes of files, by key. Keys are made by this service, never by a client: names of
 * {@code [a-z0-9-]}, separated by slashes. Thread-safe; each method may block.
 *
 * @see FileStoreException thrown by all of them when the store cannot be reached or refuses
 */
public interface FileStore {
  /** Keeps a copy of a file, in place of one of the same key; durable when this returns. */
  void put(String key, Path file, String contentType);

  /**
   * So many bytes from an offset on, to be closed by the caller.
   *
   * @throws FileGoneException when there is no file of that key
   */
  InputStream open(String key, long offset, long length);

  /** Deletes a file; one that is not there is no error. */
  void delete(String key);
}
