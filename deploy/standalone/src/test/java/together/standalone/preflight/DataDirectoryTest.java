package together.standalone.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import together.standalone.StartRefused;

class DataDirectoryTest {
  @TempDir private Path temporary;
  private Path directory = Path.of("");

  @BeforeEach
  void nameDirectory() {
    directory = temporary.resolve("data");
  }

  private String refusal(long minimumFreeMegabytes) {
    return assertThrows(
            StartRefused.class, () -> DataDirectory.take(directory, minimumFreeMegabytes))
        .line();
  }

  @Test
  void aNewDirectoryGetsTheVersionAndIsItsOwnersOnly() throws Exception {
    DataDirectory.take(directory, 0).close();
    assertEquals("1", Files.readString(directory.resolve("VERSION")).strip());
    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)));
  }

  @Test
  void aSecondLauncherIsToldWhoHoldsIt() throws Exception {
    var held = DataDirectory.take(directory, 0);
    var line = refusal(0);
    assertTrue(line.contains("already runs on " + directory), line);
    assertTrue(line.contains("process " + ProcessHandle.current().pid()), line);
    held.close();
    DataDirectory.take(directory, 0).close();
  }

  @Test
  void aNewerVersionIsRefusedAndLeftAsItIs() throws Exception {
    DataDirectory.take(directory, 0).close();
    Files.writeString(directory.resolve("VERSION"), "2\n");
    assertTrue(refusal(0).contains("newer version (2, this program knows 1)"));
    assertEquals("2\n", Files.readString(directory.resolve("VERSION")));
  }

  @Test
  void aVersionThatIsNoneIsRefused() throws Exception {
    DataDirectory.take(directory, 0).close();
    Files.writeString(directory.resolve("VERSION"), "rubbish\n");
    assertTrue(refusal(0).contains("does not hold a version: rubbish"));
  }

  @Test
  void aFullDiskIsRefused() {
    assertTrue(refusal(1L << 40).startsWith("the disk is full"));
  }

  @Test
  void aPathThatCannotBeADirectoryIsRefused() throws IOException {
    Files.writeString(directory, "a file");
    assertTrue(refusal(0).startsWith("cannot write to the data directory"));
  }
}
