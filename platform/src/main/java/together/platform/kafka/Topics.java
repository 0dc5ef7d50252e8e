package together.platform.kafka;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Creates the topics this service writes, in the background at start-up, again and again until
 * Kafka answers. Partition counts are fixed at creation: with another count keys would move and
 * their order be lost, so the service stays unready.
 */
@ApplicationScoped
@Default
@Readiness
public class Topics implements HealthCheck {
  private static final Logger log = Logger.getLogger(Topics.class);
  private static final String EPHEMERAL = "together.ephemeral.";
  private static final long EPHEMERAL_MILLIS = 600_000;

  private final KafkaSettings settings;
  private final List<String> owned;
  private final List<String> compacted;
  private final int partitions;
  private final short replicas;
  private final long retentionMillis;
  private volatile String state = "waiting for Kafka";

  public Topics(
      KafkaSettings settings,
      @ConfigProperty(name = "together.kafka.topics") Optional<List<String>> owned,
      @ConfigProperty(name = "together.kafka.compacted-topics") Optional<List<String>> compacted,
      @ConfigProperty(name = "together.kafka.partitions") int partitions,
      @ConfigProperty(name = "together.kafka.replicas", defaultValue = "1") short replicas,
      @ConfigProperty(name = "together.kafka.retention-hours", defaultValue = "168")
          long retentionHours) {
    this.settings = settings;
    this.owned = owned.orElse(List.of());
    this.compacted = compacted.orElse(List.of());
    this.partitions = partitions;
    this.replicas = replicas;
    this.retentionMillis = retentionHours * 3_600_000;
  }

  /** How many partitions every topic of the platform has. */
  public int partitions() {
    return partitions;
  }

  void start(@Observes StartupEvent event) {
    Thread.ofVirtual().name("topics").start(this::createAll);
  }

  private void createAll() {
    try (var admin = Admin.create(settings.client("topics"))) {
      while (!state.isEmpty()) {
        try {
          for (var topic : owned) {
            create(admin, topic, retention(topic));
          }
          for (var topic : compacted) {
            create(
                admin,
                topic,
                Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
          }
          state = "";
        } catch (ExecutionException e) {
          state = "creating topics: " + e.getMessage();
          log.warn(state);
          Thread.sleep(500);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What is worth minutes only is named so; in small segments, else it would stay longer. */
  private Map<String, String> retention(String topic) {
    if (topic.startsWith(EPHEMERAL)) {
      var millis = Long.toString(EPHEMERAL_MILLIS);
      return Map.of(TopicConfig.RETENTION_MS_CONFIG, millis, TopicConfig.SEGMENT_MS_CONFIG, millis);
    }
    return Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retentionMillis));
  }

  private void create(Admin admin, String name, Map<String, String> config)
      throws InterruptedException, ExecutionException {
    try {
      admin
          .createTopics(List.of(new NewTopic(name, partitions, replicas).configs(config)))
          .all()
          .get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
      var described = admin.describeTopics(List.of(name)).allTopicNames().get().get(name);
      int actual = described == null ? 0 : described.partitions().size();
      if (actual != partitions) {
        throw new ExecutionException(
            new IllegalStateException(
                name + " has " + actual + " partitions, configured are " + partitions));
      }
    }
  }

  @Override
  public HealthCheckResponse call() {
    var now = state;
    return HealthCheckResponse.named("topics")
        .status(now.isEmpty())
        .withData("state", now.isEmpty() ? "ready" : now)
        .build();
  }
}
