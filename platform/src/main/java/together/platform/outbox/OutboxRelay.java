package together.platform.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import together.platform.database.DedicatedConnections;

/**
 * Brings the outbox's rows to Kafka in id order per shard, at least once, and deletes what Kafka
 * has acknowledged.
 *
 * <p>One thread, one connection of its own, which also holds the shards' locks: when it ends, so do
 * they, and what this replica may still send is what another sends again; consumers drop it by its
 * sequence. The producer is idempotent and never gives a record up while the process lives, so a
 * row is never overtaken by a later one of its key.
 */
@ApplicationScoped
@IfBuildProperty(name = "together.database", stringValue = "true")
public class OutboxRelay {
  private static final Logger log = Logger.getLogger(OutboxRelay.class);
  private static final int BATCH = 1000;
  private static final long BALANCE_NANOS = 2_000_000_000L;
  private static final long LEAST_BACKOFF_MILLIS = 100;
  private static final long MOST_BACKOFF_MILLIS = 5_000;

  /** With replicas beside this one, whose commits do not wake it. */
  private static final long POLL_MILLIS = 50;

  private static final long POLL_ALONE_MILLIS = 1_000;

  /**
   * A round costs the database, Kafka and all who read it about the same however many rows it
   * brings: it is followed by a pause in proportion to its time and its rows, so that at load more
   * rows share one.
   */
  private static final long PAUSES = 2;

  private static final long MOST_PAUSE_NANOS = 4_000_000;

  /**
   * A delete that a crash of the database loses costs a repeat, which consumers drop. Plans are
   * made once, and by the index: what the table holds when they are made is nothing, or all dead.
   */
  private static final String SESSION =
      "SET synchronous_commit = off; SET plan_cache_mode = force_generic_plan;"
          + " SET enable_seqscan = off; SET enable_bitmapscan = off";

  private final DedicatedConnections connections;
  private final OutboxProducer producer;
  private final OutboxShards shards;
  private final Semaphore wakeUps = new Semaphore(0);

  private final OutboxMetrics metrics;

  /** Confined to the relay's thread. */
  private long backoffMillis = LEAST_BACKOFF_MILLIS;

  private volatile boolean running = true;
  private volatile Thread thread =
      Thread.ofPlatform().daemon().name("outbox-relay").unstarted(this::run);

  public OutboxRelay(
      DedicatedConnections connections,
      OutboxProducer producer,
      MeterRegistry meters,
      @ConfigProperty(name = "together.outbox.shards", defaultValue = "8") int shards) {
    this.connections = connections;
    this.producer = producer;
    this.shards = new OutboxShards(shards);
    metrics = new OutboxMetrics(meters);
  }

  void start(@Observes StartupEvent event) {
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    running = false;
    wake();
    thread.join(3_000);
  }

  /** Rows were committed. Never blocks. */
  public void wake() {
    if (wakeUps.availablePermits() == 0) {
      wakeUps.release();
    }
  }

  private void run() {
    while (running) {
      try (var connection = connections.open("outbox-relay")) {
        relay(connection);
      } catch (SQLException | ExecutionException | RuntimeException e) {
        // Also a defect: the relay that ended by it would hold everything back for ever.
        metrics.failed();
        log.warnf("outbox relay: %s; again in %d ms", e, backoffMillis);
        await(backoffMillis);
        backoffMillis = Math.min(backoffMillis * 2, MOST_BACKOFF_MILLIS);
      } finally {
        shards.lostAll();
      }
    }
    producer.close();
  }

  private void relay(Connection connection) throws SQLException, ExecutionException {
    try (var statement = connection.createStatement()) {
      statement.execute(SESSION);
    }
    long balanced = 0;
    while (running) {
      if (balanced == 0 || System.nanoTime() - balanced > BALANCE_NANOS) {
        shards.balance(connection);
        balanced = System.nanoTime();
      }
      wakeUps.drainPermits();
      long began = System.nanoTime();
      var rows = OutboxRow.select(connection, shards.held(), BATCH);
      metrics.waiting(rows);
      if (!rows.isEmpty()) {
        send(rows);
        OutboxRow.delete(connection, rows);
      }
      backoffMillis = LEAST_BACKOFF_MILLIS;
      if (rows.size() < BATCH) {
        long took = System.nanoTime() - began;
        LockSupport.parkNanos(Math.min(MOST_PAUSE_NANOS, PAUSES * rows.size() * took));
        await(shards.holdsAllAlone() ? POLL_ALONE_MILLIS : POLL_MILLIS);
      }
    }
  }

  private void send(List<OutboxRow> rows) throws ExecutionException {
    long before = System.nanoTime();
    var sent = new ArrayList<Future<RecordMetadata>>(rows.size());
    for (var row : rows) {
      sent.add(producer.send(row));
    }
    boolean interrupted = false;
    for (var future : sent) {
      while (true) {
        try {
          future.get();
          break;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    metrics.acknowledged(rows, System.nanoTime() - before);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void await(long millis) {
    try {
      if (wakeUps.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
        wakeUps.drainPermits();
      }
    } catch (InterruptedException e) {
      running = false;
    }
  }
}
