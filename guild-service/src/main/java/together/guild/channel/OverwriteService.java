package together.guild.channel;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import together.guild.access.Standing;
import together.guild.access.Standings;
import together.guild.audit.AuditAction;
import together.guild.change.GuildChange;
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
          if (!overwrite.equals(channel.overwrite(targetId))) {
            for (var one : synced(change.standing(), channel)) {
              channels.put(one, overwrite);
              change.tellStructure(ChannelEvents.updated(with(one, targetId, overwrite)));
            }
            audit(change, channel, targetId, overwrite);
          }
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
          var before = channel.overwrite(targetId);
          if (before != null) {
            overwrites.requireRank(change.standing(), before);
            requireGrantable(change.standing(), channel, targetId, null);
            for (var one : synced(change.standing(), channel)) {
              channels.remove(one, targetId);
              change.tellStructure(ChannelEvents.updated(with(one, targetId, null)));
            }
            audit(change, channel, targetId, null);
          }
          return channelId;
        });
  }

  /** The channel, and of a category those in it that have its overrides: they keep having them. */
  private static List<Channel> synced(Standing standing, Channel channel) {
    var all = new ArrayList<>(List.of(channel));
    for (var child : standing.structure().channels().values()) {
      if (child.parentId() != null
          && child.parentId() == channel.id()
          && Set.copyOf(child.overwrites()).equals(Set.copyOf(channel.overwrites()))) {
        all.add(child);
      }
    }
    return all;
  }

  private static void audit(
      GuildChange change, Channel channel, long targetId, @Nullable Overwrite after) {
    var before = channel.overwrite(targetId);
    var action =
        before == null
            ? AuditAction.CHANNEL_OVERWRITE_CREATE
            : after == null
                ? AuditAction.CHANNEL_OVERWRITE_DELETE
                : AuditAction.CHANNEL_OVERWRITE_UPDATE;
    change.audit(
        action,
        channel.id(),
        ChannelEvents.proto(only(channel, before)),
        ChannelEvents.proto(only(channel, after)));
  }

  private static Channel editable(Standing standing, long channelId) {
    var channel = standing.channel(channelId);
    standing.require(Permission.MANAGE_ROLES, channel);
    return channel;
  }

  private static void requireGrantable(
      Standing standing, Channel channel, long targetId, @Nullable Overwrite after) {
    Overwrites.requireGrantable(
        standing, standing.permissions(channel), channel.overwrite(targetId), after);
  }

  private static Channel only(Channel channel, @Nullable Overwrite overwrite) {
    return channel.withOverwrites(overwrite == null ? List.of() : List.of(overwrite));
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
