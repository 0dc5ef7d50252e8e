package together.gateway.session;

import java.util.HashSet;
import java.util.Set;
import together.gateway.log.Log;
import together.gateway.log.Positions;

/** What a resuming client has missed of its guilds. */
final class Resume {
  private Resume() {}

  /** Guilds whose structure, or this user's membership, changed after the positions. */
  static Set<Long> changedGuilds(EventLoopShard shard, Positions from, long userId) {
    var changed = new HashSet<Long>();
    for (int partition = 0; partition < from.partitions(); partition++) {
      long after = from.get(Log.GUILD, partition);
      long last = shard.at().get(Log.GUILD, partition);
      for (var entry : shard.log().read(Log.GUILD, partition, after, last, Integer.MAX_VALUE)) {
        if (Entries.asksForWholeGuild(entry, userId)) {
          changed.add(entry.guildId());
        }
      }
    }
    return changed;
  }
}
