package together.gateway.temporary;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import together.gateway.access.TemporaryClient;
import together.gateway.presence.PresenceNode;
import together.gateway.presence.PresenceSettings;
import together.proto.TemporaryMembership;

/**
 * Ends temporary memberships whose users have no session any more (docs/adr/0017). One process of
 * all looks at all of them again and again, so nothing that fails, or dies, makes one permanent.
 */
@ApplicationScoped
public class TemporaryEnds {
  private static final Logger log = Logger.getLogger(TemporaryEnds.class);
  private static final long TURN_SECONDS = 5;
  private static final int PAGE = 1_000;

  /** So many transactions a call fit well into its deadline. */
  private static final int ENDED_AT_ONCE = 100;

  private final TemporaryClient memberships;
  private final PresenceNode presence;
  private final Departures departures;
  private final long turnMillis;
  private final ScheduledExecutorService turns =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("temporary-members").unstarted(task));

  public TemporaryEnds(
      TemporaryClient memberships, PresenceNode presence, PresenceSettings settings) {
    this.memberships = memberships;
    this.presence = presence;
    departures = new Departures(settings.temporaryGrace().toNanos());
    turnMillis =
        Math.min(TimeUnit.SECONDS.toMillis(TURN_SECONDS), settings.temporaryGrace().toMillis() + 1);
  }

  void start(@Observes StartupEvent event) {
    var _ = turns.scheduleWithFixedDelay(this::turn, turnMillis, turnMillis, TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    turns.shutdownNow();
  }

  private void turn() {
    try {
      turn(System.nanoTime());
    } catch (RuntimeException e) {
      log.warnf("temporary memberships, again in %d ms: %s", turnMillis, e.getMessage());
    }
  }

  void turn(long now) {
    if (!presence.isReady() || !presence.presences().actsForAll(now)) {
      departures.reset();
      return;
    }
    List<TemporaryMembership> page;
    @Nullable TemporaryMembership last = null;
    do {
      page = memberships.list(last, PAGE);
      end(departures.look(page, presence.presences()::hasSession, now));
      last = page.isEmpty() ? null : page.getLast();
    } while (page.size() == PAGE);
    departures.looked();
  }

  private void end(List<TemporaryMembership> ending) {
    for (int from = 0; from < ending.size(); from += ENDED_AT_ONCE) {
      memberships.end(ending.subList(from, Math.min(from + ENDED_AT_ONCE, ending.size())));
    }
  }
}
