package together.message.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that speaks S3 and checks its signatures. */
class S3FileStoreTest extends FileStoreContract {

  @TempDir private static Path kept;
  private static S3Server server;
  private static S3FileStore store;

  record Settings(Optional<String> endpoint, Optional<String> secretKey)
      implements FileSettings.S3 {
    @Override
    public String region() {
      return "us-east-1";
    }

    @Override
    public Optional<String> bucket() {
      return Optional.of(S3Server.BUCKET);
    }

    @Override
    public Optional<String> accessKey() {
      return Optional.of(S3Server.ACCESS_KEY);
    }

    @Override
    public boolean pathStyle() {
      return true;
    }
  }

  @BeforeAll
  static void start() throws Exception {
    server = S3Server.start(kept);
    store = new S3FileStore(settings(server.port(), S3Server.SECRET_KEY));
  }

  private static Settings settings(int port, String secretKey) {
    return new Settings(Optional.of("http://127.0.0.1:" + port), Optional.of(secretKey));
  }

  @AfterAll
  static void stop() throws Exception {
    store.close();
    server.close();
  }

  @Override
  FileStore store() {
    return store;
  }

  @Test
  void whoIsRefusedIsTold() {
    try (var stranger = new S3FileStore(settings(server.port(), "wrong"))) {
      assertThrows(FileStoreException.class, () -> stranger.open("17/1", 0, 1));
      assertThrows(FileStoreException.class, () -> stranger.delete("17/1"));
    }
  }

  @Test
  void aStoreThatIsDownIsTold() {
    try (var nowhere = new S3FileStore(settings(1, S3Server.SECRET_KEY))) {
      assertThrows(FileStoreException.class, () -> nowhere.open("17/1", 0, 1));
    }
  }

  @Test
  void aMissingSettingIsNamed() {
    var without = new Settings(Optional.empty(), Optional.empty());
    var thrown = assertThrows(IllegalStateException.class, () -> new S3FileStore(without));
    assertEquals("together.files.s3.secret-key is not set", thrown.getMessage());
  }
}
