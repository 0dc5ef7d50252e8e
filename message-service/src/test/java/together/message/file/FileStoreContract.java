package together.message.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store of files keeps. */
abstract class FileStoreContract {
  private static final String KEY = "17/4711";

  @TempDir private Path directory;

  abstract FileStore store();

  private byte[] put(String key, int size) throws IOException {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    var file = Files.write(directory.resolve("upload"), bytes);
    store().put(key, file, "application/octet-stream");
    return bytes;
  }

  private byte[] read(String key, long offset, long length) throws IOException {
    try (var input = store().open(key, offset, length)) {
      return input.readAllBytes();
    }
  }

  @Test
  void givesBackWhatItTook() throws IOException {
    var bytes = put(KEY, 300_000);
    assertArrayEquals(bytes, read(KEY, 0, bytes.length));
  }

  @Test
  void givesAnyPart() throws IOException {
    var bytes = put(KEY, 100_000);
    assertArrayEquals(Arrays.copyOfRange(bytes, 70_000, 70_010), read(KEY, 70_000, 10));
    assertArrayEquals(Arrays.copyOfRange(bytes, 99_999, 100_000), read(KEY, 99_999, 1));
  }

  @Test
  void puttingAgainReplaces() throws IOException {
    put(KEY, 10);
    var second = put(KEY, 20);
    assertArrayEquals(second, read(KEY, 0, 20));
  }

  @Test
  void whatIsDeletedIsGone() throws IOException {
    put(KEY, 10);
    store().delete(KEY);
    assertThrows(FileGoneException.class, () -> read(KEY, 0, 10));
    store().delete(KEY);
  }

  @Test
  void whatWasNeverThereIsGoneToo() {
    assertThrows(FileGoneException.class, () -> read("18/1", 0, 1));
  }
}
