package together.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir private Path directory;

  @Test
  void aSecretIsMadeOnceAndKept() throws IOException {
    var secret = Secrets.in(directory).get("internal");
    assertTrue(secret.matches("[A-Za-z0-9_-]{43}"), "32 bytes in base64url");
    assertEquals(secret, Secrets.in(directory).get("internal"));
    assertNotEquals(secret, Secrets.in(directory).get("operator-token"));
  }

  @Test
  void onlyTheOwnerReadsIt() throws IOException {
    Secrets.in(directory).get("internal");
    assertEquals("rwx------", permissions(directory));
    assertEquals("rw-------", permissions(directory.resolve("internal")));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
