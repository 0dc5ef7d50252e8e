package together.auth;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import together.auth.testing.AuthPlatform;
import together.platform.testing.CommittedOpenApi;

@QuarkusTest
@WithTestResource(AuthPlatform.class)
class OpenApiTest {
  @Test
  void theCommittedContractIsCurrent() throws IOException {
    CommittedOpenApi.assertCurrent(
        "auth-service", RestAssured.get("/openapi?format=json").asString());
  }
}
