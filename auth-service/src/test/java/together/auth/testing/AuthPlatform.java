package together.auth.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import together.platform.testing.PlatformResource;

/** A real PostgreSQL and Kafka for auth-service; its mail becomes files ({@link MailBox}). */
public final class AuthPlatform implements QuarkusTestResourceLifecycleManager {
  public static final String OPERATOR_TOKEN = "the-operator-of-these-tests";
  public static final String INTERNAL_SECRET = "the-services-of-these-tests";

  private final PlatformResource servers = new PlatformResource();
  private final FakeGuildService guilds = new FakeGuildService();

  @Override
  public Map<String, String> start() {
    servers.init(Map.of("schema", "auth"));
    var config = new HashMap<>(servers.start());
    config.putAll(guilds.start());
    config.put("TOGETHER_OPERATOR_TOKEN", OPERATOR_TOKEN);
    config.put("TOGETHER_INTERNAL_SECRET", INTERNAL_SECRET);
    config.put("TOGETHER_MAIL_DIRECTORY", MailBox.directory().toString());
    return config;
  }

  @Override
  public void stop() {
    guilds.stop();
    servers.stop();
  }
}
