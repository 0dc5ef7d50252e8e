package together.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Passwords and keys of this installation, each made once and kept in a file that only its owner
 * reads. They are never logged and never on a command line.
 */
public final class Secrets {
  private static final int BYTES = 32;

  private final Path directory;
  private final SecureRandom random = new SecureRandom();

  private Secrets(Path directory) {
    this.directory = directory;
  }

  public static Secrets in(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    return new Secrets(directory);
  }

  /** The secret of this name, made now if there is none. */
  public synchronized String get(String name) throws IOException {
    var file = directory.resolve(name);
    if (!Files.exists(file)) {
      var bytes = new byte[BYTES];
      random.nextBytes(bytes);
      write(file, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
    return Files.readString(file).strip();
  }

  /** By rename, so that a crash leaves the whole secret or none. */
  private void write(Path file, String secret) throws IOException {
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var fresh = Files.createTempFile(directory, "secret-", ".new", ownerOnly);
    Files.writeString(fresh, secret + "\n");
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
