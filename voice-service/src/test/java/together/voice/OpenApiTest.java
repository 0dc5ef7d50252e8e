package together.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import together.voice.testing.VoicePlatform;

/** The committed contract is the one served; {@code -Dupdate.openapi=true} writes it anew. */
@QuarkusTest
@WithTestResource(VoicePlatform.class)
class OpenApiTest {
  private static final Path COMMITTED = Path.of("../docs/openapi/voice-service.json");

  @Test
  void theCommittedContractIsCurrent() throws IOException {
    var served = RestAssured.get("/openapi?format=json").asString().strip() + "\n";
    if (Boolean.getBoolean("update.openapi")) {
      Files.createDirectories(COMMITTED.getParent());
      Files.writeString(COMMITTED, served);
    }
    assertEquals(Files.readString(COMMITTED), served);
  }
}
