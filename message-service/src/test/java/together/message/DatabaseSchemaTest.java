package together.message;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import together.message.testing.MessagePlatform;
import together.platform.testing.CommittedSchema;

@QuarkusTest
@WithTestResource(MessagePlatform.class)
class DatabaseSchemaTest {
  @Test
  void theCommittedPageIsCurrent() throws Exception {
    CommittedSchema.assertCurrent("message");
  }
}
