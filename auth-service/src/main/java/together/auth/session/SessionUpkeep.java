package together.auth.session;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import together.auth.token.RefreshTokens;
import together.auth.token.TokenSettings;

/**
 * Deletes, once an hour, refresh tokens that have expired and sessions that nobody can use any
 * more.
 */
@ApplicationScoped
class SessionUpkeep {
  private static final Logger log = Logger.getLogger(SessionUpkeep.class);
  private static final int BATCH = 5_000;

  private final SessionRepository sessions;
  private final RefreshTokens refreshTokens;
  private final TokenSettings settings;
  private final Clock clock;
  private final ScheduledExecutorService upkeep =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("session-upkeep").unstarted(task));

  SessionUpkeep(
      SessionRepository sessions,
      RefreshTokens refreshTokens,
      TokenSettings settings,
      Clock clock) {
    this.sessions = sessions;
    this.refreshTokens = refreshTokens;
    this.settings = settings;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    var _ = upkeep.scheduleWithFixedDelay(this::tryPurge, 10, 60, TimeUnit.MINUTES);
  }

  void stop(@Observes ShutdownEvent event) {
    upkeep.shutdownNow();
  }

  private void tryPurge() {
    try {
      purge();
    } catch (RuntimeException e) {
      log.warnf("purge of sessions, again in an hour: %s", e.getMessage());
    }
  }

  void purge() {
    int deleted;
    do {
      deleted = QuarkusTransaction.requiringNew().call(() -> refreshTokens.deleteExpired(BATCH));
    } while (deleted == BATCH);
    QuarkusTransaction.requiringNew()
        .run(() -> sessions.deleteUnusedSince(clock.instant().minus(settings.refreshLifetime())));
  }
}
