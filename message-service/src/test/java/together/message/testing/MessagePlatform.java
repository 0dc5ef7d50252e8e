package together.message.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
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
    return config;
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
