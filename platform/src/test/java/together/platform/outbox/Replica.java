package together.platform.outbox;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import together.platform.id.WorkerLease;
import together.platform.kafka.KafkaSettings;
import together.platform.kafka.TestTopic;
import together.platform.kafka.Topics;

/**
 * What of a service the outbox needs: a leased worker number and a relay. In this JVM, or as a
 * process.
 */
final class Replica implements AutoCloseable {
  static final int SHARDS = 8;
  private static final int FIRST_WORKER = 900;
  private static final int WORKERS = 8;

  private final WorkerLease lease;
  private final OutboxRelay relay;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ScheduledExecutorService upkeep = Executors.newSingleThreadScheduledExecutor();

  private Replica(String url, String kafka) {
    var connections = OutboxSchema.connections(url);
    lease =
        new WorkerLease(
            () -> connections.open("worker-lease"), FIRST_WORKER, WORKERS, Clock.systemUTC());
    var settings = new KafkaSettings(Map.of(), kafka);
    var topics =
        new Topics(
            settings, Optional.empty(), Optional.empty(), TestTopic.PARTITIONS, (short) 1, 1);
    relay =
        new OutboxRelay(
            connections, new OutboxProducer(settings, topics, "test-service"), meters, SHARDS);
  }

  static Replica start(String url, String kafka) {
    var replica = new Replica(url, kafka);
    replica.lease.keep();
    replica.upkeep.scheduleWithFixedDelay(replica.lease::keep, 1, 1, TimeUnit.SECONDS);
    replica.relay.start(new StartupEvent());
    return replica;
  }

  OutboxRelay relay() {
    return relay;
  }

  double lagSeconds() {
    return meters.get("outbox.lag.seconds").gauge().value();
  }

  double failures() {
    return meters.get("outbox.failures").counter().count();
  }

  @Override
  public void close() {
    try {
      relay.stop(new ShutdownEvent());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    upkeep.shutdownNow();
    lease.close();
  }

  /** The same as a process: {@code url kafka}; ends when its input closes. */
  public static void main(String[] arguments) throws IOException {
    try (var replica = start(arguments[0], arguments[1])) {
      System.out.println(replica.lease.worker());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
