package together.standalone.preflight;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import together.standalone.StartRefused;

/** The data directory, held by this launcher alone until it is closed. */
public final class DataDirectory implements AutoCloseable {
  /** Grows when a newer program writes what an older one cannot read. */
  static final int VERSION = 1;

  private static final int PROBE_BYTES = 1 << 20;

  private final FileChannel lockFile;

  private DataDirectory(FileChannel lockFile) {
    this.lockFile = lockFile;
  }

  /** Takes the directory, or says why it cannot be used. */
  public static DataDirectory take(Path directory, long minimumFreeMegabytes) throws StartRefused {
    try {
      make(directory);
      requireSpace(directory, minimumFreeMegabytes);
      var lockFile = lock(directory);
      try {
        requireVersion(directory.resolve("VERSION"));
        probe(directory);
        return new DataDirectory(lockFile);
      } catch (IOException | StartRefused e) {
        lockFile.close();
        throw e;
      }
    } catch (IOException e) {
      throw new StartRefused("cannot write to the data directory " + directory + ": " + e, e);
    }
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }

  /** Messages, secrets and logs are in it: nobody else on this machine reads them. */
  private static void make(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory);
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static void requireSpace(Path directory, long minimum) throws IOException, StartRefused {
    var free = Files.getFileStore(directory).getUsableSpace() >> 20;
    if (free < minimum) {
      throw new StartRefused(
          "the disk is full: %d MB free in %s, %d MB are needed"
              .formatted(free, directory, minimum));
    }
  }

  private static FileChannel lock(Path directory) throws IOException, StartRefused {
    var path = directory.resolve("lock");
    var file =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (tryLock(file) == null) {
      file.close();
      var holder = Files.readString(path).strip();
      throw new StartRefused(
          "Together already runs on " + directory + " (process " + holder + "): stop it first");
    }
    file.truncate(0);
    file.write(StandardCharsets.UTF_8.encode(ProcessHandle.current().pid() + "\n"));
    return file;
  }

  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      // Held by this very process.
      return null;
    }
  }

  private static void requireVersion(Path file) throws IOException, StartRefused {
    if (!Files.exists(file)) {
      Files.writeString(file, VERSION + "\n");
      return;
    }
    var found = Files.readString(file).strip();
    if (!found.matches("[0-9]{1,6}")) {
      throw new StartRefused(file + " does not hold a version: " + found);
    }
    if (Integer.parseInt(found) > VERSION) {
      throw new StartRefused(
          "the data in %s is of a newer version (%s, this program knows %d): update Together"
              .formatted(file.getParent(), found, VERSION));
    }
  }

  private static void probe(Path directory) throws IOException {
    var probe = Files.createTempFile(directory, "probe-", ".tmp");
    try {
      var bytes = new byte[PROBE_BYTES];
      Arrays.fill(bytes, (byte) 1);
      Files.write(probe, bytes, StandardOpenOption.DSYNC);
    } finally {
      Files.delete(probe);
    }
  }
}
