package together.auth.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zip of files of lines, and of others, written one after the other. */
final class ExportZip implements AutoCloseable {
  private final ZipOutputStream zip;
  private String open = "";

  ExportZip(OutputStream target) {
    zip = new ZipOutputStream(target, UTF_8);
  }

  /** The next line of a file; all of one file follow each other. */
  void line(String file, String json) throws IOException {
    begin(file);
    zip.write(json.getBytes(UTF_8));
    zip.write('\n');
  }

  /** More of a file. */
  void bytes(String file, byte[] bytes) throws IOException {
    begin(file);
    zip.write(bytes);
  }

  /** The file is there, if only empty; an earlier one ends. */
  void begin(String file) throws IOException {
    if (!open.equals(file)) {
      zip.putNextEntry(new ZipEntry(file));
      open = file;
    }
  }

  /** Tells the target that the writing goes on. */
  void goesOn() throws IOException {
    zip.flush();
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
