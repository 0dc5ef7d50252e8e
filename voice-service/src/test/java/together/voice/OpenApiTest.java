package together.voice;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import together.platform.testing.CommittedOpenApi;
import together.voice.testing.VoicePlatform;

@QuarkusTest
@WithTestResource(VoicePlatform.class)
class OpenApiTest {
  @Test
  void theCommittedContractIsCurrent() throws IOException {
    CommittedOpenApi.assertCurrent(
        "voice-service", RestAssured.get("/openapi?format=json").asString());
  }
}
