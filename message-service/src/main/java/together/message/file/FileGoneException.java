package together.message.file;

/** There is no file of this key. */
public final class FileGoneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FileGoneException(String key, Throwable cause) {
    super("no file " + key, cause);
  }
}
