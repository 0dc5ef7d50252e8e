package together.voice;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import together.platform.testing.CommittedSchema;
import together.voice.testing.VoicePlatform;

@QuarkusTest
@WithTestResource(VoicePlatform.class)
class DatabaseSchemaTest {
  @Test
  void theCommittedPageIsCurrent() throws Exception {
    CommittedSchema.assertCurrent("voice");
  }
}
