package together.gateway.session;

import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import together.gateway.access.SessionsClient;
import together.gateway.edge.RevokedSessions;
import together.platform.json.Moments;
import together.proto.RevokedPosition;
import together.proto.RevokedSession;
import together.proto.SessionRevoked;

/**
 * Asks auth-service twice a second which sessions have ended. The user log tells of them sooner;
 * but Kafka may be down, and tokens may outlive what a node that has just started reads of the log.
 */
@ApplicationScoped
public class RevocationWatch {
  private static final Logger log = Logger.getLogger(RevocationWatch.class);
  private static final long PAUSE_MILLIS = 500;

  /** Of one turn; far more than are kept. */
  private static final int MOST_PARTS = 100;

  private final SessionsClient auth;
  private final RevokedSessions revocations;
  private final GatewayNode node;
  private final ScheduledExecutorService asking =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("revocation-watch").unstarted(task));
  private final AtomicLong answeredAt = new AtomicLong(System.nanoTime());
  private @Nullable RevokedPosition reached;
  private boolean failing;

  public RevocationWatch(
      SessionsClient auth, RevokedSessions revocations, GatewayNode node, MeterRegistry meters) {
    this.auth = auth;
    this.revocations = revocations;
    this.node = node;
    meters.gauge(
        "together.revocations.age.seconds", answeredAt, at -> (System.nanoTime() - at.get()) / 1e9);
  }

  void start(@Observes StartupEvent event) {
    var _ = asking.scheduleWithFixedDelay(this::turn, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    asking.shutdownNow();
  }

  /** Asks for all there is; what fails is asked for again at the next turn. */
  void turn() {
    try {
      boolean more = true;
      for (int part = 0; more && part < MOST_PARTS; part++) {
        var answer = auth.revoked(reached);
        answer.getSessionsList().forEach(this::revoke);
        reached = answer.getNext();
        more = answer.getMore();
      }
      answeredAt.set(System.nanoTime());
      failing = false;
    } catch (StatusRuntimeException e) {
      if (!failing) {
        log.warnf("auth-service does not tell which sessions have ended: %s", e.getMessage());
      }
      failing = true;
    } catch (RuntimeException | Error e) {
      // An error too: the schedule would end with it, unseen.
      log.error("what sessions have ended is not known, again soon", e);
    }
  }

  private void revoke(RevokedSession session) {
    var at = Moments.instant(session.getRevokedAt());
    var until = Moments.instant(session.getTokensUntil());
    if (revocations.addSession(session.getSessionId(), at, until)) {
      var revoked =
          SessionRevoked.newBuilder()
              .setSessionId(session.getSessionId())
              .setRevokedAt(session.getRevokedAt())
              .build();
      node.onEveryShard(shard -> shard.revoke(session.getUserId(), revoked));
    }
  }
}
