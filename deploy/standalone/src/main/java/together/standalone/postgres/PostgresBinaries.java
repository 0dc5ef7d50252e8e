package together.standalone.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked from the archive on the class path into a directory. */
final class PostgresBinaries {
  private final Path home;

  private PostgresBinaries(Path home) {
    this.home = home;
  }

  Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  /**
   * Unpacks on the first call for this directory and version. Safe when several processes do it at
   * once: each unpacks apart, and the first rename wins.
   */
  static PostgresBinaries in(Path runtimeDirectory) throws IOException {
    var archive = archiveName(System.getProperty("os.name"), System.getProperty("os.arch"));
    var resource = PostgresBinaries.class.getResource("/" + archive);
    if (resource == null) {
      throw new IOException("no PostgreSQL for this machine on the class path (" + archive + ")");
    }
    var connection = resource.openConnection();
    connection.setUseCaches(false);
    var home = runtimeDirectory.resolve("postgresql-" + connection.getContentLengthLong());
    if (!Files.isDirectory(home)) {
      Files.createDirectories(runtimeDirectory);
      var unpacked = Files.createTempDirectory(runtimeDirectory, "unpacking-");
      try (var in = connection.getInputStream()) {
        unpack(in, unpacked);
      }
      publish(unpacked, home);
    }
    return new PostgresBinaries(home);
  }

  static String archiveName(String system, String architecture) throws IOException {
    if (!system.equals("Linux")) {
      throw new IOException("the embedded PostgreSQL runs on Linux only, this is " + system);
    }
    return switch (architecture) {
      case "amd64" -> "postgres-linux-x86_64.txz";
      case "aarch64" -> "postgres-linux-arm_64.txz";
      default -> throw new IOException("no embedded PostgreSQL for " + architecture);
    };
  }

  private static void unpack(InputStream archive, Path target) throws IOException {
    try (var tar = new TarArchiveInputStream(new XZInputStream(archive))) {
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        unpackEntry(tar, entry, target);
      }
    }
  }

  private static void unpackEntry(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    var path = target.resolve(entry.getName()).normalize();
    if (!path.startsWith(target)) {
      throw new IOException("entry outside of the archive: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    var folder = path.resolve("..").normalize();
    Files.createDirectories(folder);
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, path);
      var executable = folder.endsWith("bin") || (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }

  private static void publish(Path unpacked, Path home) throws IOException {
    Files.setPosixFilePermissions(unpacked, PosixFilePermissions.fromString("rwxr-xr-x"));
    try {
      Files.move(unpacked, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw e;
    } catch (FileSystemException e) {
      // Another process was first: a rename onto a filled directory is refused.
      if (!(e instanceof FileAlreadyExistsException) && !Files.isDirectory(home)) {
        throw e;
      }
      deleteTree(unpacked);
    }
  }

  private static void deleteTree(Path root) throws IOException {
    try (var paths = Files.walk(root)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
