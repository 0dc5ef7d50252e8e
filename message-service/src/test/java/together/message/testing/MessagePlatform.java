package together.message.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import together.platform.testing.PlatformResource;

/**
 * A real PostgreSQL and Kafka; guild-service and auth-service are played by {@link FakeGuilds} and
 * {@link FakeUsers}, gRPC services on the port of the service under test.
 */
public final class MessagePlatform implements QuarkusTestResourceLifecycleManager {
  private final PlatformResource servers = new PlatformResource();

  @Override
  public Map<String, String> start() {
    servers.init(Map.of("schema", "message"));
    var config = new HashMap<>(servers.start());
    var port = Integer.toString(freePort());
    config.put("quarkus.http.test-port", port);
    config.put("TOGETHER_GUILD_PORT", port);
    config.put("TOGETHER_AUTH_PORT", port);
    config.put("TOGETHER_AUTH_URL", "http://127.0.0.1:" + port);
    config.put("quarkus.grpc.clients.messages.host", "127.0.0.1");
    config.put("quarkus.grpc.clients.messages.port", port);
    // So that tests need few messages for a segment of the search index.
    config.put("TOGETHER_SEARCH_INDEX_LEAST", "40");
    config.put("TOGETHER_SEARCH_INDEX_PAUSE", "1MS");
    config.put("TOGETHER_SEARCH_INDEX_INTERVAL", "0.1S");
    config.put("TOGETHER_FILES", "target/files");
    config.put("TOGETHER_ATTACHMENTS_QUOTA", Integer.toString(60 * 1024 * 1024));
    // Whatever no message carries may go at once, when a test asks for it.
    config.put("TOGETHER_ATTACHMENTS_UNUSED_FOR", "0s");
    config.put("TOGETHER_ATTACHMENTS_SWEEP_EVERY", "1h");
    createTopics();
    return config;
  }

  /** As auth-service and the gateway do, which own them. */
  private static void createTopics() {
    Map<String, Object> config =
        Map.of("bootstrap.servers", PlatformResource.platform().bootstrapServers());
    try (var admin = Admin.create(config)) {
      for (var topic : List.of("together.user.v1", "together.guild.v1", "together.ephemeral.v1")) {
        create(admin, topic);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void create(Admin admin, String topic) throws InterruptedException {
    try {
      admin.createTopics(List.of(new NewTopic(topic, 8, (short) 1))).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void stop() {
    servers.stop();
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
