package together.auth.export;

import io.quarkus.narayana.jta.QuarkusTransaction;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Writes a zip into its parts as it grows; each is a transaction that first looks whether the
 * building may go on. So much memory as a part takes, whatever the zip's size.
 */
final class PartsOutput extends OutputStream {
  private final ExportRepository exports;
  private final ExportParts parts;
  private final Export export;
  private final byte[] buffer = new byte[ExportParts.BYTES];
  private int filled;
  private int part;
  private long size;

  PartsOutput(ExportRepository exports, ExportParts parts, Export export) {
    this.exports = exports;
    this.parts = parts;
    this.export = export;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    int written = 0;
    while (written < length) {
      int fits = Math.min(length - written, buffer.length - filled);
      System.arraycopy(bytes, from + written, buffer, filled, fits);
      filled += fits;
      written += fits;
      if (filled == buffer.length) {
        store();
      }
    }
  }

  /**
   * The building goes on, though there may be nothing to write for long. What is written stays here
   * until its part is full.
   */
  @Override
  public void flush() throws IOException {
    if (!QuarkusTransaction.requiringNew().call(() -> exports.renew(export))) {
      throw new ExportEndedException();
    }
  }

  /** The rest. */
  @Override
  public void close() throws IOException {
    if (filled > 0) {
      store();
    }
  }

  /** Bytes written so far. */
  long size() {
    return size + filled;
  }

  private void store() throws IOException {
    var bytes = Arrays.copyOf(buffer, filled);
    boolean mayGoOn =
        QuarkusTransaction.requiringNew()
            .call(() -> {
              if (!exports.renew(export)) {
                return false;
              }
              parts.insert(export, part, bytes);
              return true;
            });
    if (!mayGoOn) {
      throw new ExportEndedException();
    }
    part++;
    size += filled;
    filled = 0;
  }
}
