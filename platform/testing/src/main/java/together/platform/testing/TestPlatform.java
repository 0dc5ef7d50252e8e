package together.platform.testing;

import together.standalone.postgres.DatabaseBootstrap;

/**
 * Where the PostgreSQL and the Kafka of this test JVM listen.
 *
 * @param postgresPort port on 127.0.0.1
 * @param kafkaPort port on 127.0.0.1
 */
public record TestPlatform(int postgresPort, int kafkaPort) {
  /** Password of every service's role, and of the superuser {@code postgres}. */
  public static final String PASSWORD = "test-password";

  /**
   * URL for a service that owns this schema; user {@link #username}, password {@link #PASSWORD}.
   */
  public String jdbcUrl(String schema) {
    return DatabaseBootstrap.jdbcUrl(postgresPort, schema);
  }

  public String username(String schema) {
    return schema + "_service";
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + kafkaPort;
  }
}
