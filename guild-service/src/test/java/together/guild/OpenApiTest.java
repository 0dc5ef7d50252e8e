package together.guild;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import together.guild.testing.GuildPlatform;
import together.platform.testing.CommittedOpenApi;

@QuarkusTest
@WithTestResource(GuildPlatform.class)
class OpenApiTest {
  @Test
  void theCommittedContractIsCurrent() throws IOException {
    CommittedOpenApi.assertCurrent(
        "guild-service", RestAssured.get("/openapi?format=json").asString());
  }
}
