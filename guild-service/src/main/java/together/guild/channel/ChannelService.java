package together.guild.channel;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import together.guild.GuildLimits;
import together.guild.GuildProblem;
import together.guild.access.Standing;
import together.guild.access.Standings;
import together.guild.audit.AuditAction;
import together.guild.change.GuildChange;
import together.guild.change.GuildChanges;
import together.guild.state.Channel;
import together.permission.Overwrite;
import together.permission.Permission;
import together.platform.id.Ids;
import together.platform.problem.ProblemException;

/** Channels; changing them needs MANAGE_CHANNELS. */
@ApplicationScoped
public class ChannelService {
  private final ChannelRepository channels;
  private final Overwrites overwrites;
  private final Standings standings;
  private final GuildChanges changes;
  private final GuildLimits limits;
  private final Ids ids;

  ChannelService(
      ChannelRepository channels,
      Overwrites overwrites,
      Standings standings,
      GuildChanges changes,
      GuildLimits limits,
      Ids ids) {
    this.channels = channels;
    this.overwrites = overwrites;
    this.standings = standings;
    this.changes = changes;
    this.limits = limits;
    this.ids = ids;
  }

  /** The channels the user may view. */
  public List<ChannelView> list(long guildId, long userId) {
    return standings.member(guildId, userId).visibleChannels().stream()
        .map(ChannelView::of)
        .toList();
  }

  public ChannelView get(long channelId, long userId) {
    return ChannelView.of(standings.viewer(channelId, userId).channel(channelId));
  }

  public ChannelView create(long guildId, long userId, CreateChannelRequest request) {
    return changes.byMember(
        guildId,
        userId,
        change -> {
          var standing = change.standing();
          standing.require(Permission.MANAGE_CHANNELS);
          if (standing.structure().channels().size() >= limits.channels()) {
            throw new ProblemException(
                GuildProblem.LIMIT_REACHED, "the server has " + limits.channels() + " channels");
          }
          var channel =
              ChannelRules.created(request, standing, ids.next(), overwritesOf(standing, request));
          channels.insert(channel);
          change.tellStructure(ChannelEvents.created(channel));
          change.audit(
              AuditAction.CHANNEL_CREATE, channel.id(), null, ChannelEvents.proto(channel));
          return ChannelView.of(channel);
        });
  }

  public ChannelView update(long channelId, long userId, UpdateChannelRequest request) {
    return changes.byMember(
        standings.viewer(channelId, userId).guild().id(),
        userId,
        change -> {
          var before = editable(change.standing(), channelId);
          var after = ChannelRules.updated(request, before, change.standing());
          if (!after.equals(before)) {
            channels.update(after);
            change.tellStructure(ChannelEvents.updated(after));
            change.audit(
                AuditAction.CHANNEL_UPDATE,
                channelId,
                ChannelEvents.proto(before),
                ChannelEvents.proto(after));
          }
          return ChannelView.of(after);
        });
  }

  /** What is in a category stays, outside of it. */
  public void delete(long channelId, long userId) {
    changes.byMember(
        standings.viewer(channelId, userId).guild().id(),
        userId,
        change -> {
          var channel = editable(change.standing(), channelId);
          release(change, channel);
          channels.delete(channel);
          change.tellStructure(ChannelEvents.deleted(channel));
          change.audit(AuditAction.CHANNEL_DELETE, channelId, ChannelEvents.proto(channel), null);
          return channelId;
        });
  }

  /** Those asked for; absent in a category: the category's. */
  private List<Overwrite> overwritesOf(Standing standing, CreateChannelRequest request) {
    var category =
        request.parentId() == null ? null : standing.structure().channels().get(request.parentId());
    return request.permissionOverwrites() == null && category != null
        ? category.overwrites()
        : overwrites.ofNewChannel(standing, request.permissionOverwrites());
  }

  private void release(GuildChange change, Channel category) {
    for (var child : change.standing().structure().channels().values()) {
      if (child.parentId() != null && child.parentId() == category.id()) {
        channels.update(child.withoutParent());
        change.tellStructure(ChannelEvents.updated(child.withoutParent()));
      }
    }
  }

  private static Channel editable(Standing standing, long channelId) {
    var channel = standing.channel(channelId);
    standing.require(Permission.MANAGE_CHANNELS, channel);
    return channel;
  }
}
