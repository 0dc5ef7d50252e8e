package together.auth.export;

import java.io.IOException;

/** Another process builds the export now, or its account is gone: nothing is to be done here. */
final class ExportEndedException extends IOException {
  private static final long serialVersionUID = 1;

  ExportEndedException() {
    super("the export is not this process's to build any more");
  }
}
