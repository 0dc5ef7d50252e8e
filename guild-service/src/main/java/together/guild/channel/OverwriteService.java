package together.guild.channel;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import together.guild.access.Standing;
import together.guild.access.Standings;
import together.guild.change.GuildChanges;
import together.guild.state.Channel;
import together.permission.Overwrite;
import together.permission.Permission;

/** Overrides of channels; need MANAGE_ROLES in the channel. */
@ApplicationScoped
public class OverwriteService {
  private final ChannelRepository channels;
  private final Overwrites overwrites;
  private final Standings standings;
  private final GuildChanges changes;

  OverwriteService(
      ChannelRepository channels,
      Overwrites overwrites,
      Standings standings,
      GuildChanges changes) {
    this.channels = channels;
    this.overwrites = overwrites;
    this.standings = standings;
    this.changes = changes;
  }

  /** Replaces the override of a role or member. */
  public void put(long channelId, long targetId, long userId, OverwriteRequest request) {
    var overwrite = request.overwrite(targetId);
    changes.byMember(
        standings.viewer(channelId, userId).guild().id(),
        userId,
        change -> {
          var channel = editable(change.standing(), channelId);
          overwrites.requireTarget(change.standing(), overwrite);
          var after = with(channel, targetId, overwrite);
          overwrites.requireRoom(after.overwrites().size());
          requireGrantable(change.standing(), channel, targetId, overwrite);
          channels.put(channel, overwrite);
          change.tellStructure(ChannelEvents.updated(after));
          return channelId;
        });
  }

  /** Takes an override away; nothing happens when there is none. */
  public void delete(long channelId, long targetId, long userId) {
    changes.byMember(
        standings.viewer(channelId, userId).guild().id(),
        userId,
        change -> {
          var channel = editable(change.standing(), channelId);
          var before = find(channel, targetId);
          if (before != null) {
            overwrites.requireRank(change.standing(), before);
            requireGrantable(change.standing(), channel, targetId, null);
            channels.remove(channel, targetId);
            change.tellStructure(ChannelEvents.updated(with(channel, targetId, null)));
          }
          return channelId;
        });
  }

  private static Channel editable(Standing standing, long channelId) {
    var channel = standing.channel(channelId);
    standing.require(Permission.MANAGE_ROLES, channel);
    return channel;
  }

  private static void requireGrantable(
      Standing standing, Channel channel, long targetId, @Nullable Overwrite after) {
    Overwrites.requireGrantable(
        standing, standing.permissions(channel), find(channel, targetId), after);
  }

  private static @Nullable Overwrite find(Channel channel, long targetId) {
    return channel.overwrites().stream()
        .filter(one -> one.targetId() == targetId)
        .findFirst()
        .orElse(null);
  }

  private static Channel with(Channel channel, long targetId, @Nullable Overwrite overwrite) {
    var all = new ArrayList<>(channel.overwrites());
    all.removeIf(one -> one.targetId() == targetId);
    if (overwrite != null) {
      all.add(overwrite);
    }
    all.sort(Comparator.comparingLong(Overwrite::targetId));
    return channel.withOverwrites(all);
  }
}
