package together.gateway.presence;

import com.google.protobuf.InvalidProtocolBufferException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import together.gateway.log.TopicReader;
import together.platform.kafka.KafkaSettings;
import together.platform.kafka.Topics;
import together.proto.PresenceEvent;
import together.proto.UserPresence;

/**
 * This node's share in presence: reads all nodes' records, writes its own sessions', and takes from
 * the topic what dead nodes left when it is its turn. Ready once the topic has been read.
 */
@ApplicationScoped
@Default
@Readiness
public class PresenceNode implements HealthCheck, TopicReader.Sink {
  private static final Logger log = Logger.getLogger(PresenceNode.class);
  private static final long WRITE_MILLIS = 50;
  private static final int WRITTEN_AT_ONCE = 1_000;
  private static final int CLEANED_AT_ONCE = 1_000;

  private final Presences presences;
  private final PresenceWriter writer;
  private final PresenceProducer producer;
  private final Function<TopicReader.Sink, TopicReader> readers;
  private final Clock clock;
  private final String own;
  private final Counter read;
  private final Counter unreadable;
  private final ScheduledExecutorService writing =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("presence-writer").unstarted(task));
  private volatile @Nullable TopicReader reader;
  private volatile boolean caughtUp;

  public PresenceNode(
      Node node,
      PresenceSettings settings,
      KafkaSettings kafka,
      Topics topics,
      Clock clock,
      MeterRegistry meters) {
    own = node.incarnation();
    this.clock = clock;
    producer = new PresenceProducer(kafka, topics.partitions(), clock);
    presences = new Presences(own, settings.silence().toNanos(), System.nanoTime(), clock::millis);
    writer =
        new PresenceWriter(
            own,
            producer,
            settings.linger().toNanos(),
            settings.changeInterval().toNanos(),
            clock::millis);
    readers =
        sink ->
            new TopicReader(
                kafka,
                PresenceProducer.TOPIC,
                topics.partitions(),
                TopicReader.From.BEGINNING,
                sink);
    read = meters.counter("together.presence.records");
    unreadable = meters.counter("together.presence.unreadable.records");
    meters.gauge("together.presence.known", presences, Presences::records);
    meters.gauge("together.presence.custom.statuses", presences, Presences::customStatuses);
    meters.gauge("together.presence.bytes", presences, Presences::bytes);
    meters.gauge("together.presence.own.users", writer, PresenceWriter::users);
  }

  /** Everybody's status. */
  public Presences presences() {
    return presences;
  }

  /** Where this node's sessions state theirs. */
  public PresenceWriter writer() {
    return writer;
  }

  /** Whether all that was in the topic at the start is known. */
  public boolean isReady() {
    return caughtUp;
  }

  void start(@Observes StartupEvent event) {
    var starting = readers.apply(this);
    reader = starting;
    starting.start();
    var _ =
        writing.scheduleWithFixedDelay(
            this::write, WRITE_MILLIS, WRITE_MILLIS, TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    // The records stay: the last heartbeat says that this node leaves, and whoever cleans up after
    // it leaves its users the time to resume elsewhere.
    writing.shutdownNow();
    var running = reader;
    if (running != null) {
      running.close();
    }
    producer.close();
  }

  private void write() {
    try {
      writer.write(WRITTEN_AT_ONCE, System.nanoTime());
    } catch (RuntimeException e) {
      log.error("presence is not written", e);
    }
  }

  // ---- the topic

  @Override
  public void accept(ConsumerRecord<byte[], byte[]> record, boolean isOld) {
    read.increment();
    var key = PresenceKey.parse(record.key());
    if (key == null) {
      unreadable.increment();
      return;
    }
    // What lies there since long was said long ago; what comes now was said now, whatever the
    // clock.
    long age = isOld ? Math.max(0, clock.millis() - record.timestamp()) : 0;
    long at = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(age);
    try {
      var value = record.value();
      accept(key, value == null ? null : PresenceEvent.parseFrom(value), at);
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      log.errorf("presence %d-%d: %s", record.partition(), record.offset(), e.getMessage());
      unreadable.increment();
    }
  }

  private void accept(PresenceKey key, @Nullable PresenceEvent event, long at) {
    if (event == null) {
      removed(key, at);
      return;
    }
    switch (event.getEventCase()) {
      case NODE_HEARTBEAT ->
          presences.heard(key.incarnation(), at, event.getNodeHeartbeat().getLeaving());
      case USER_PRESENCE ->
          presences.put(key.incarnation(), key.userId(), stated(event.getUserPresence()), at);
      case EVENT_NOT_SET -> {
        // A newer writer's; whoever knows what it says will act on it.
      }
    }
  }

  private void removed(PresenceKey key, long at) {
    if (key.userId() == 0) {
      presences.forget(key.incarnation());
    } else {
      presences.put(key.incarnation(), key.userId(), null, at);
      if (key.incarnation().equals(own)) {
        writer.lost(key.userId(), System.nanoTime());
      }
    }
  }

  static Stated stated(UserPresence presence) {
    var choice =
        new Choice(Status.of(presence.getStatus()), presence.getAfk(), presence.getChosenMillis());
    return presence.hasCustomStatus()
        ? new Stated(
            choice, CustomStatus.of(presence.getCustomStatus()), presence.getSettingsRevision())
        : Stated.of(choice);
  }

  @Override
  public void polled(boolean nowCaughtUp) {
    caughtUp |= nowCaughtUp;
    if (!caughtUp) {
      return;
    }
    long now = System.nanoTime();
    for (var incarnation : presences.expire(now)) {
      log.infof("gateway %s is gone, its users with it", incarnation);
    }
    clean(now);
  }

  private void clean(long now) {
    var left = presences.leftovers(CLEANED_AT_ONCE, now);
    try {
      for (long user : left.users()) {
        producer.send(left.incarnation(), user, null, () -> log.debug("left for the next time"));
      }
      left.incarnations().forEach(producer::forget);
    } catch (RuntimeException e) {
      log.warnf("cleaning up after dead gateways, again soon: %s", e.getMessage());
    }
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("presence").status(isReady()).build();
  }
}
