package together.gateway.session;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import together.gateway.log.Log;
import together.gateway.log.LogEntry;
import together.gateway.presence.GuildPresences;
import together.gateway.presence.OwnStatus;
import together.gateway.presence.PresenceFanOut;
import together.gateway.presence.PresenceNode;
import together.gateway.presence.PresenceSettings;
import together.gateway.presence.Presences;
import together.proto.GuildEvent;

/** Joins presence to the guild log, which tells whose it is, and to the event loops. */
@ApplicationScoped
public class NodePresence {
  private final PresenceNode node;
  private final Presences presences;
  private final GuildPresences guilds;
  private final NodeLooks looks;
  private final long pauseMillis;
  private volatile @Nullable PresenceFanOut fanOut;

  public NodePresence(
      PresenceNode node, GuildPresences guilds, NodeLooks looks, PresenceSettings settings) {
    this.node = node;
    this.presences = node.presences();
    this.guilds = guilds;
    this.looks = looks;
    this.pauseMillis = settings.coalesce().toMillis();
  }

  /** From now on changes go to these event loops. */
  void start(Supplier<Collection<EventLoopShard>> loops) {
    var starting = new PresenceFanOut(presences, guilds.members(), loops, pauseMillis);
    fanOut = starting;
    starting.start();
    looks.start(loops);
  }

  @PreDestroy
  void stop() {
    var running = fanOut;
    if (running != null) {
      running.close();
    }
  }

  boolean isReady() {
    return node.isReady();
  }

  /** The next entry of the logs. */
  void accept(LogEntry entry) {
    if (entry.log() == Log.USER && entry.userEvent().hasUserSettingsUpdate()) {
      var event = entry.userEvent();
      var own = OwnStatus.of(event.getUserSettingsUpdate(), event.getSeq());
      node.writer().know(event.getUserId(), own, System.nanoTime());
    }
    if (entry.log() == Log.GUILD) {
      var event = entry.guildEvent();
      guilds.members().accept(event);
      looks.accept(event);
      if (event.getEventCase() == GuildEvent.EventCase.GUILD_MEMBER_ADD) {
        presences.repeat(event.getGuildMemberAdd().getMember().getUser().getId());
      }
    }
  }
}
