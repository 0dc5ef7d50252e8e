package together.gateway.presence;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;
import together.platform.json.Moments;
import together.platform.kafka.KafkaSettings;
import together.proto.NodeHeartbeat;
import together.proto.PresenceEvent;

/**
 * This start of this process, and its heartbeats on {@code together.presence.v1}: when they stop
 * for 15 s, whoever keeps states of its sessions ends them.
 */
@ApplicationScoped
public class Node {
  private static final Logger log = Logger.getLogger(Node.class);
  private static final String TOPIC = "together.presence.v1";
  private static final long BEAT_SECONDS = 5;

  private final String incarnation = UUID.randomUUID().toString();
  private final KafkaProducer<byte[], byte[]> producer;
  private final Clock clock;
  private final ScheduledExecutorService beat =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("node-heartbeat").unstarted(task));

  public Node(KafkaSettings settings, Clock clock) {
    var config = new HashMap<>(settings.client("gateway-presence"));
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 1L << 20);
    producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    this.clock = clock;
  }

  /** Unique to this start of this process. */
  public String incarnation() {
    return incarnation;
  }

  void start(@Observes StartupEvent event) {
    var _ = beat.scheduleAtFixedRate(() -> send(false), 0, BEAT_SECONDS, TimeUnit.SECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    beat.shutdownNow();
    send(true);
    producer.close(Duration.ofSeconds(1));
  }

  private void send(boolean leaving) {
    var heartbeat =
        NodeHeartbeat.newBuilder()
            .setIncarnation(incarnation)
            .setAt(Moments.proto(clock.instant()))
            .setLeaving(leaving);
    var event = PresenceEvent.newBuilder().setNodeHeartbeat(heartbeat).build();
    producer.send(
        new ProducerRecord<>(TOPIC, incarnation.getBytes(UTF_8), event.toByteArray()),
        (sent, failure) -> {
          if (failure != null) {
            log.warnf("node heartbeat: %s", failure.getMessage());
          }
        });
  }
}
