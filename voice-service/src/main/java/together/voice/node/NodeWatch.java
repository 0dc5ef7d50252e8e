package together.voice.node;

import com.google.protobuf.InvalidProtocolBufferException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import together.platform.kafka.Event;
import together.platform.kafka.EventConsumer;
import together.platform.kafka.KafkaSettings;
import together.proto.PresenceEvent;
import together.voice.state.VoiceStateService;

/**
 * Ends the voice states that gateway processes held which are gone. Every replica does; it is
 * idempotent.
 */
@ApplicationScoped
public class NodeWatch {
  private static final Logger log = Logger.getLogger(NodeWatch.class);
  private static final String TOPIC = "together.presence.v1";

  private final VoiceStateService states;
  private final MeterRegistry meters;
  private final NodeLiveness liveness;
  private final EventConsumer consumer;
  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("node-watch").unstarted(task));

  /** {@code silence}: a gateway process not heard of for this long is gone; it beats every 5 s. */
  NodeWatch(
      KafkaSettings settings,
      VoiceStateService states,
      MeterRegistry meters,
      Clock clock,
      @ConfigProperty(name = "together.voice.node-silence", defaultValue = "15s")
          Duration silence) {
    this.states = states;
    this.meters = meters;
    liveness = new NodeLiveness(clock, silence);
    consumer = EventConsumer.ofAll(settings, "voice-service", List.of(TOPIC), this::handle);
  }

  void start(@Observes StartupEvent event) {
    consumer.start();
    var _ = ticks.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    ticks.shutdownNow();
    consumer.close();
  }

  private void handle(Event event) throws InvalidProtocolBufferException {
    if (event.payload() == null) {
      return;
    }
    var presence = PresenceEvent.parseFrom(event.payload());
    switch (presence.getEventCase()) {
      case NODE_HEARTBEAT -> {
        var heartbeat = presence.getNodeHeartbeat();
        if (heartbeat.getLeaving()) {
          liveness.left(heartbeat.getIncarnation());
        } else {
          liveness.heard(heartbeat.getIncarnation());
        }
      }
      case USER_PRESENCE -> {
        // Who is online is no matter of voice.
      }
      case EVENT_NOT_SET -> meters.counter("events.unknown", "topic", TOPIC).increment();
    }
  }

  private void tick() {
    try {
      for (var incarnation : liveness.gone(states.incarnations())) {
        log.infof("gateway %s is gone: its voice states end", incarnation);
        states.endIncarnation(incarnation);
      }
    } catch (SQLException | RuntimeException e) {
      log.warnf("node watch, again in a second: %s", e.getMessage());
    }
  }
}
