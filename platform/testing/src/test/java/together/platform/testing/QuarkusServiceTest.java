package together.platform.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A Quarkus application under test gets the servers' addresses as its configuration. */
@QuarkusTest
@WithTestResource(
    value = PlatformResource.class,
    initArgs = @ResourceArg(name = "schema", value = "voice"))
class QuarkusServiceTest {
  @Inject DataSource dataSource;

  @ConfigProperty(name = "TOGETHER_KAFKA")
  String kafka;

  @Test
  void injectedDataSourceIsTheServicesOwn() throws SQLException {
    try (var connection = dataSource.getConnection()) {
      assertEquals("voice_service", connection.getMetaData().getUserName());
      assertEquals("voice", connection.getSchema());
    }
  }

  @Test
  void configuredKafkaAnswers() throws ExecutionException, InterruptedException {
    var topic = "topic-" + UUID.randomUUID();
    try (var admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      admin.createTopics(List.of(new NewTopic(topic, 8, (short) 1))).all().get();
      assertTrue(admin.listTopics().names().get().contains(topic));
    }
  }

  @Test
  void serversAreSharedByAllTestsOfTheJvm() {
    assertEquals(kafka, PlatformResource.platform().bootstrapServers());
  }
}
