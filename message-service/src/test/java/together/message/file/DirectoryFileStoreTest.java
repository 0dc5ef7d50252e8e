package together.message.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryFileStoreTest extends FileStoreContract {
  @TempDir private Path root;

  @Override
  FileStore store() {
    return new DirectoryFileStore(root);
  }

  @Test
  void keepsNothingOutsideOfItsDirectory() {
    assertThrows(IllegalArgumentException.class, () -> store().open("../secret", 0, 1));
    assertThrows(IllegalArgumentException.class, () -> store().delete("/etc/passwd"));
  }

  @Test
  void whatCannotBeCopiedLeavesNothing() throws IOException {
    var missing = root.resolve("missing");
    assertThrows(
        FileStoreException.class, () -> store().put("17/1", missing, "application/octet-stream"));
    try (var files = Files.list(root.resolve("17"))) {
      assertEquals(0, files.count());
    }
  }
}
