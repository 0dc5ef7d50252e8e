package together.guild.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import together.platform.testing.PlatformResource;

/** A real PostgreSQL and Kafka, and a {@link FakeAuthService}. */
public final class GuildPlatform implements QuarkusTestResourceLifecycleManager {
  private static final String TOPICS =
      "together.guild.v1,together.audit.v1,together.guild-service.dead-letter.v1,together.user.v1";

  private final PlatformResource servers = new PlatformResource();
  private final FakeAuthService auth = new FakeAuthService();

  @Override
  public Map<String, String> start() {
    servers.init(Map.of("schema", "guild"));
    var config = new HashMap<>(servers.start());
    config.putAll(auth.start());
    // auth-service owns one of them, but is not here.
    config.put("together.kafka.topics", TOPICS);
    // The tests call the service's own port over gRPC.
    config.put("quarkus.grpc.clients.guild.host", "127.0.0.1");
    config.put("quarkus.grpc.clients.guild.use-quarkus-grpc-client", "true");
    // Each is an image that a process reads.
    config.put("together.guild.limits.emojis", "4");
    return config;
  }

  @Override
  public void stop() {
    auth.stop();
    servers.stop();
  }
}
