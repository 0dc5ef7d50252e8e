package together.message;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import together.message.testing.MessagePlatform;
import together.platform.testing.CommittedOpenApi;

@QuarkusTest
@WithTestResource(MessagePlatform.class)
class OpenApiTest {
  @Test
  void theCommittedContractIsCurrent() throws IOException {
    CommittedOpenApi.assertCurrent(
        "message-service", RestAssured.get("/openapi?format=json").asString());
  }
}
