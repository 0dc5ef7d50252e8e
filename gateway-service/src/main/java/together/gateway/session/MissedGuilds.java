package together.gateway.session;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import together.gateway.frame.CloseCode;
import together.gateway.log.Log;
import together.gateway.log.LogEntry;
import together.gateway.log.LogGoneException;
import together.gateway.log.Positions;
import together.gateway.log.Slice;

/**
 * Finds the guilds whose structure, or whose membership of this user, changed, and the private
 * channels that did, after a position: a resuming client gets them whole. Confined to the event
 * loop.
 */
final class MissedGuilds {
  private static final int SLICE = 256;
  private static final int MOST_PER_TURN = 5_000;

  private final EventLoopShard shard;
  private final Session session;
  private final Positions from;
  private final Consumer<Missed> found;
  private final Set<Long> changed = new HashSet<>();
  private final Set<Long> ended = new HashSet<>();
  private final Set<Long> privateChannels = new HashSet<>();

  /**
   * What a resuming client gets whole, or is told the end of.
   *
   * @param guilds that changed, the user's and others'
   * @param ended those of which the user's membership ended, and those that were deleted
   * @param privateChannels the user's
   */
  record Missed(Set<Long> guilds, Set<Long> ended, Set<Long> privateChannels) {}

  /** {@code found} is told on the event loop, unless the session has ended by then. */
  MissedGuilds(EventLoopShard shard, Session session, Positions from, Consumer<Missed> found) {
    this.shard = shard;
    this.session = session;
    this.from = from.copy();
    this.found = found;
  }

  void find() {
    int left = MOST_PER_TURN;
    for (int partition = 0; partition < from.partitions(); partition++) {
      long last;
      while (from.get(Log.GUILD, partition) < (last = shard.at().get(Log.GUILD, partition))) {
        if (left <= 0) {
          session.onLoop(this::find);
          return;
        }
        switch (shard
            .log()
            .read(Log.GUILD, partition, from.get(Log.GUILD, partition), last, SLICE)) {
          case Slice.Here(var entries, var through) -> {
            entries.forEach(this::look);
            left -= entries.size();
            from.set(Log.GUILD, partition, through);
          }
          case Slice.Coming(var done) -> {
            done.whenComplete((read, failure) -> session.onLoop(() -> goOn(failure)));
            return;
          }
          case Slice.Gone() -> {
            session.invalidate();
            return;
          }
        }
      }
    }
    found.accept(new Missed(changed, ended, privateChannels));
  }

  private void look(LogEntry entry) {
    if (entry.guildEvent().hasPrivateChannel()) {
      if (PrivateAudiences.concerned(entry.guildEvent()).contains(session.userId())) {
        privateChannels.add(entry.channelId());
      }
    } else if (Entries.asksForWholeGuild(entry, session.userId())) {
      changed.add(entry.guildId());
      if (Entries.isEnd(entry.guildEvent(), session.userId())) {
        ended.add(entry.guildId());
      }
    }
  }

  private void goOn(@Nullable Throwable failure) {
    if (failure instanceof LogGoneException) {
      session.invalidate();
    } else if (failure != null) {
      session.close(CloseCode.UNKNOWN_ERROR);
    } else {
      find();
    }
  }
}
