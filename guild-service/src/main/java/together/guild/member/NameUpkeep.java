package together.guild.member;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import together.guild.directory.UserDirectory;
import together.platform.kafka.EventConsumer;
import together.platform.kafka.KafkaSettings;
import together.proto.User;
import together.proto.UserEvent;

/**
 * Keeps the names members are found by true: by auth-service's events, and for who has joined by
 * asking once more, since what was read before the join may have changed before it was committed.
 */
@ApplicationScoped
class NameUpkeep {
  private static final Logger log = Logger.getLogger(NameUpkeep.class);
  private static final int BATCH = 500;
  private static final int PAUSE_SECONDS = 5;

  private final MemberNames names;
  private final UserDirectory directory;
  private final EventConsumer consumer;
  private final ScheduledExecutorService turns =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("member-names").unstarted(task));

  NameUpkeep(
      MemberNames names, ProfileChanges profiles, UserDirectory directory, KafkaSettings settings) {
    this.names = names;
    this.directory = directory;
    consumer =
        EventConsumer.inGroup(
            settings,
            "guild-service",
            List.of("together.user.v1"),
            event -> {
              var user = UserEvent.parseFrom(event.payload());
              if (user.hasUserUpdate()) {
                profiles.take(user.getUserUpdate(), user.getSeq());
              }
            });
  }

  void start(@Observes StartupEvent event) {
    consumer.start();
    var _ =
        turns.scheduleWithFixedDelay(this::turn, PAUSE_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    turns.shutdownNow();
    consumer.close();
  }

  private void turn() {
    try {
      while (nameSome() == BATCH && !Thread.currentThread().isInterrupted()) {
        // On to the next ones.
      }
    } catch (RuntimeException e) {
      log.warnf("names of new members, again in %d s: %s", PAUSE_SECONDS, e.getMessage());
    }
  }

  /** How many members it looked at. */
  int nameSome() {
    var unnamed = names.unnamed(BATCH);
    if (!unnamed.isEmpty()) {
      // Asked, not remembered: only what is read after the join is known to be followed by events.
      Map<Long, User> users = new HashMap<>();
      directory
          .find(unnamed.stream().map(MemberNames.Unnamed::userId).distinct().toList())
          .forEach(user -> users.put(user.getId(), user));
      names.name(unnamed, users);
    }
    return unnamed.size();
  }
}
