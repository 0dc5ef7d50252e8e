package together.gateway.session;

import io.netty.channel.EventLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import together.gateway.audience.GuildViews;
import together.gateway.edge.RevokedSessions;
import together.gateway.log.EventLog;
import together.gateway.log.History;
import together.gateway.log.Log;
import together.gateway.log.LogEntry;
import together.gateway.log.LogReader;
import together.gateway.log.Past;
import together.gateway.log.Positions;
import together.platform.json.Moments;
import together.platform.kafka.KafkaSettings;
import together.platform.kafka.Topics;
import together.proto.UserEvent;

/**
 * Joins the logs to the event loops: keeps the window, feeds revocations, and hands each batch to
 * every shard. Ready, and open to sockets, once all that was in the logs at the start is here.
 */
@ApplicationScoped
@Default
@Readiness
public class GatewayNode implements HealthCheck, LogReader.Sink {
  private static final Logger log = Logger.getLogger(GatewayNode.class);

  /** What one event loop may have before it when it does not get to its work. */
  private static final long MOST_UNTAKEN_BYTES = 8 << 20;

  private final GatewaySettings settings;
  private final KafkaSettings kafka;
  private final Clock clock;
  private final GuildViews views;
  private final RevokedSessions revocations;
  private final SessionMeters meters;
  private final Feeds feeds = new Feeds(MOST_UNTAKEN_BYTES);
  private final History history;
  private volatile @Nullable EventLog window;
  private volatile @Nullable LogReader reader;
  private volatile @Nullable NodePresence presence;
  private volatile boolean caughtUp;

  /** What the node reads, guarded by this: a shard made later begins where the others are. */
  private @Nullable Positions handed;

  public GatewayNode(
      GatewaySettings settings,
      KafkaSettings kafka,
      Clock clock,
      GuildViews views,
      RevokedSessions revocations,
      SessionMeters meters) {
    this.settings = settings;
    this.kafka = kafka;
    this.clock = clock;
    this.views = views;
    this.revocations = revocations;
    this.meters = meters;
    this.history = new History(kafka, settings.historyBytes());
  }

  void start(
      @Observes StartupEvent event, Topics topics, SessionLoader loader, NodePresence ofNode) {
    presence = ofNode;
    ofNode.start(feeds::shards);
    meters.line(loader.line());
    Thread.ofVirtual().name("log-epoch").start(() -> begin(topics, loader));
  }

  void stop(@Observes ShutdownEvent event) {
    var running = reader;
    if (running != null) {
      running.close();
    }
    feeds.close();
    history.close();
    onEveryShard(shard -> shard.sockets().goAway());
  }

  private void begin(Topics topics, SessionLoader loader) {
    try (var admin = Admin.create(kafka.client("gateway-epoch"))) {
      // Offsets mean something only within one cluster.
      loader.epoch(admin.describeCluster().clusterId().get());
      var reading =
          new LogReader(kafka, topics.partitions(), settings.backfill(), clock, this, meters);
      reader = reading;
      meters.lag(reading, read -> read.lag().toMillis() / 1e3);
      reading.start();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException e) {
      log.warnf("Kafka does not name its cluster: %s; again", e.getMessage());
      begin(topics, loader);
    }
  }

  /** False again when the logs are no longer read, or late: who came would hear nothing in time. */
  boolean isReady() {
    var reading = reader;
    var others = presence;
    return caughtUp
        && reading != null
        && reading.isAlive()
        && reading.lag().compareTo(settings.mostLag()) < 0
        && others != null
        && others.isReady();
  }

  @Override
  public void begin(Positions from) {
    handed = from.copy();
    window = new EventLog(from, settings.windowBytes());
  }

  @Override
  public void entries(List<LogEntry> entries) {
    var keeping = window;
    if (keeping == null) {
      throw new IllegalStateException("entries before the beginning");
    }
    var others = presence;
    // Revocations wait for no event loop.
    entries.stream().filter(entry -> entry.log() == Log.USER).forEach(this::revoke);
    feeds.awaitRoom();
    long arrived = System.nanoTime();
    if (caughtUp) {
      meters.arrived(clock.millis() - meanCreated(entries));
    }
    synchronized (this) {
      keeping.append(entries);
      for (var entry : entries) {
        if (others != null) {
          others.accept(entry);
        }
        if (handed != null) {
          handed.set(entry.log(), entry.partition(), entry.offset());
        }
      }
      feeds.hand(entries, () -> meters.fannedOut(System.nanoTime() - arrived));
    }
  }

  private static long meanCreated(List<LogEntry> entries) {
    long first = entries.getFirst().createdMillis();
    long after = 0;
    for (var entry : entries) {
      after += entry.createdMillis() - first;
    }
    return first + after / entries.size();
  }

  private void revoke(LogEntry entry) {
    try {
      revoke(entry.userEvent());
    } catch (RuntimeException e) {
      // A time that is none, say: it must not keep the following events from everybody.
      meters.failed();
      log.errorf(e, "%s revokes nothing", entry.id());
    }
  }

  private void revoke(UserEvent event) {
    if (event.getEventCase() == UserEvent.EventCase.SESSION_REVOKE) {
      var revoked = event.getSessionRevoke();
      var at = Moments.instant(revoked.getRevokedAt());
      if (revoked.hasSessionId()) {
        revocations.addSession(revoked.getSessionId(), at);
      } else {
        revocations.addUser(event.getUserId(), at);
      }
    }
  }

  @Override
  public void caughtUp() {
    caughtUp = true;
    log.info("the logs are here, sockets are welcome");
  }

  /** The shard of an event loop; called on that loop, when the node is ready. */
  EventLoopShard shard(EventLoop loop) {
    synchronized (this) {
      var keeping = window;
      var at = handed;
      if (keeping == null || at == null) {
        throw new IllegalStateException("not ready");
      }
      return feeds.shard(
          loop,
          () ->
              new EventLoopShard(
                  loop, new Past(keeping, history), at.copy(), views, settings, meters));
    }
  }

  /** Runs on every event loop that has sockets. */
  void onEveryShard(Consumer<EventLoopShard> task) {
    feeds.shards().forEach(shard -> shard.loop().execute(() -> task.accept(shard)));
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("event logs").status(isReady()).build();
  }
}
