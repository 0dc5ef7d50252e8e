package together.platform.kafka;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What every Kafka client of this process shares: brokers, and whatever `kafka.*` settings add
 * (TLS, SASL).
 */
@ApplicationScoped
public class KafkaSettings {
  private final Map<String, Object> base;

  public KafkaSettings(
      @Identifier("default-kafka-broker") Map<String, Object> base,
      @ConfigProperty(name = "kafka.bootstrap.servers") String servers) {
    this.base = new HashMap<>(base);
    this.base.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
  }

  /** A new client's configuration, named for logs and quotas. */
  public Map<String, Object> client(String name) {
    var config = new HashMap<>(base);
    config.put(CommonClientConfigs.CLIENT_ID_CONFIG, name);
    config.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, 50);
    config.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    config.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "rebootstrap");
    return config;
  }
}
