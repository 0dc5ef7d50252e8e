package together.gateway.session;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import together.gateway.memberlist.MemberLists;
import together.gateway.memberlist.Rosters;
import together.gateway.typing.Typing;
import together.gateway.typing.TypingLog;
import together.proto.GuildEvent;

/** Keeps what sockets look at going: member lists by the guild log and presence, and typing. */
@ApplicationScoped
public class NodeLooks {
  private static final Logger log = Logger.getLogger(NodeLooks.class);
  private static final long TURN_MILLIS = 250;

  private final Rosters rosters;
  private final MemberLists lists;
  private final TypingLog typing;
  private final Subscriptions subscriptions;
  private final ScheduledExecutorService turns =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("member-lists").unstarted(task));

  public NodeLooks(
      Rosters rosters, MemberLists lists, TypingLog typing, Subscriptions subscriptions) {
    this.rosters = rosters;
    this.lists = lists;
    this.typing = typing;
    this.subscriptions = subscriptions;
  }

  void start(Supplier<Collection<EventLoopShard>> loops) {
    typing.start(
        channel ->
            subscriptions.isTypingShown(channel)
                || loops.get().stream().anyMatch(loop -> loop.hasPrivateChannel(channel)),
        events -> show(events, loops.get()));
    var _ =
        turns.scheduleWithFixedDelay(this::turn, TURN_MILLIS, TURN_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void show(List<Typing> events, Collection<EventLoopShard> loops) {
    for (var event : events) {
      if (event.guildId() == 0) {
        loops.stream()
            .filter(loop -> loop.hasPrivateChannel(event.channelId()))
            .forEach(loop -> loop.showPrivately(event));
      }
    }
    subscriptions.deliver(events);
  }

  @PreDestroy
  void stop() {
    turns.shutdownNow();
    typing.stop();
  }

  private void turn() {
    try {
      lists.turn(System.nanoTime());
    } catch (RuntimeException e) {
      log.error("member lists stand still, again soon", e);
    }
  }

  /** The guild log's next event. */
  void accept(GuildEvent event) {
    rosters.accept(event);
  }
}
