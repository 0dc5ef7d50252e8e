package together.message.file;

import together.platform.problem.DependencyDownException;

/** The store of files cannot be reached, or refuses. */
public final class FileStoreException extends DependencyDownException {
  private static final long serialVersionUID = 1L;

  FileStoreException(String what, Throwable cause) {
    super(what, cause);
  }
}
