package together.guild.directory;

import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import together.guild.testing.FakeAuthService;
import together.guild.testing.GuildPlatform;
import together.guild.testing.TestUser;
import together.platform.testing.PlatformResource;
import together.proto.User;
import together.proto.UserEvent;

@QuarkusTest
@WithTestResource(GuildPlatform.class)
class UsersResourceTest {
  private static final String SELF = "/api/servers/{id}/members/@me";

  @Test
  void aProfileIsRememberedUntilAuthServiceTellsOfAChange() {
    var user = TestUser.create();
    var guild = user.createServer();
    FakeAuthService.rename(user.id(), "renamed");
    user.get(SELF, guild).then().body("user.username", equalTo("user-" + user.id()));
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> {
          // Again and again: the consumer reads from when it is ready on.
          tell(user.id());
          return user.get(SELF, guild).path("user.username").equals("renamed");
        });
  }

  private static void tell(long userId) throws Exception {
    var event =
        UserEvent.newBuilder().setUserId(userId).setUserUpdate(User.newBuilder().setId(userId));
    var config =
        Map.<String, Object>of("bootstrap.servers", PlatformResource.platform().bootstrapServers());
    try (var producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      var key = Long.toString(userId).getBytes(StandardCharsets.UTF_8);
      producer
          .send(new ProducerRecord<>("together.user.v1", key, event.build().toByteArray()))
          .get();
    }
  }
}
