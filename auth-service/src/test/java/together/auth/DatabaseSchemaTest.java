package together.auth;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import together.auth.testing.AuthPlatform;
import together.platform.testing.CommittedSchema;

@QuarkusTest
@WithTestResource(AuthPlatform.class)
class DatabaseSchemaTest {
  @Test
  void theCommittedPageIsCurrent() throws Exception {
    CommittedSchema.assertCurrent("auth");
  }
}
