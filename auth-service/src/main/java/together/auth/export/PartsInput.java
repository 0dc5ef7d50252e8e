package together.auth.export;

import io.quarkus.narayana.jta.QuarkusTransaction;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BooleanSupplier;

/**
 * Reads a zip out of its parts, one at a time in memory; nothing is held while the reader takes its
 * time. Once all of it was read and asked for more, the reader has it, and it is gone for others.
 */
final class PartsInput extends InputStream {
  private final ExportParts parts;
  private final ExportRepository exports;
  private final Export export;
  private final BooleanSupplier readerIsGone;
  private byte[] current = {};
  private int at;
  private int part;
  private boolean ended;

  /**
   * @param readerIsGone whether what is read goes nowhere any more
   */
  PartsInput(
      ExportParts parts, ExportRepository exports, Export export, BooleanSupplier readerIsGone) {
    this.parts = parts;
    this.exports = exports;
    this.export = export;
    this.readerIsGone = readerIsGone;
  }

  @Override
  public int read() throws IOException {
    return load() ? current[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    if (!load()) {
      return -1;
    }
    int taken = Math.min(length, current.length - at);
    System.arraycopy(current, at, bytes, from, taken);
    at += taken;
    return taken;
  }

  /** False at the end. */
  private boolean load() throws IOException {
    if (at < current.length) {
      return true;
    }
    if (ended) {
      return false;
    }
    if (readerIsGone.getAsBoolean()) {
      throw new IOException("the reader is gone");
    }
    var next = QuarkusTransaction.requiringNew().call(() -> parts.read(export, part));
    if (next.isPresent()) {
      current = next.get();
      at = 0;
      part++;
      return true;
    }
    end();
    return false;
  }

  private void end() throws IOException {
    ended = true;
    var size = export.size();
    long read = (long) (part - 1) * ExportParts.BYTES + current.length;
    if (size == null || read != size) {
      // Another download was faster, or it has expired: whoever reads must not take it for whole.
      throw new IOException("the export is gone");
    }
    QuarkusTransaction.requiringNew()
        .call(() -> {
          exports.taken(export.id());
          return true;
        });
  }
}
