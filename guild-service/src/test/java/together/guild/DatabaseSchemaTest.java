package together.guild;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import together.guild.testing.GuildPlatform;
import together.platform.testing.CommittedSchema;

@QuarkusTest
@WithTestResource(GuildPlatform.class)
class DatabaseSchemaTest {
  @Test
  void theCommittedPageIsCurrent() throws Exception {
    CommittedSchema.assertCurrent("guild");
  }
}
