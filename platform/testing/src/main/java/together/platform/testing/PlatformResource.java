package together.platform.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives a service under test its database and Kafka.
 *
 * <p>{@code @WithTestResource(value = PlatformResource.class, initArgs = @ResourceArg(name =
 * "schema", value = "guild"))} selects the schema and its role; without {@code schema} the service
 * gets no database. The servers live as long as the test JVM and are shared by all its tests, so a
 * test makes rows and topics of its own.
 */
public final class PlatformResource implements QuarkusTestResourceLifecycleManager {
  private String schema = "";

  /** The servers of this JVM, started by the first call; for tests without Quarkus. */
  @SuppressWarnings("StaticMethodOnlyUsedInOneClass")
  public static TestPlatform platform() {
    return PlatformProcess.start();
  }

  @Override
  public void init(Map<String, String> initArgs) {
    schema = initArgs.getOrDefault("schema", "");
  }

  @Override
  public Map<String, String> start() {
    var platform = platform();
    var config = new HashMap<String, String>();
    if (!schema.isEmpty()) {
      config.put("TOGETHER_DB_URL", platform.jdbcUrl(schema));
      config.put("TOGETHER_DB_USERNAME", platform.username(schema));
      config.put("TOGETHER_DB_PASSWORD", TestPlatform.PASSWORD);
    }
    config.put("TOGETHER_KAFKA", platform.bootstrapServers());
    config.put("TOGETHER_KAFKA_PARTITIONS", "8");
    config.put("TOGETHER_INTERNAL_SECRET", "test-internal-secret-0123456789abcdef");
    config.put("TOGETHER_OPERATOR_TOKEN", "test-operator-token-0123456789abcdef");
    config.put("TOGETHER_KEY_ENCRYPTION_SECRET", "test-key-encryption-secret-0123456789");
    config.put("TOGETHER_PUBLIC_URL", "http://localhost:8080");
    config.put("TOGETHER_HTTP_PORT", "0");
    config.put("TOGETHER_MANAGEMENT_PORT", "0");
    config.put("quarkus.http.test-port", "0");
    config.put("quarkus.management.test-port", "0");
    return config;
  }

  /** The servers stay for the next test class; they end with the JVM. */
  @Override
  public void stop() {}
}
