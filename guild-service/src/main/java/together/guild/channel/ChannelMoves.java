package together.guild.channel;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import together.guild.access.Standing;
import together.guild.access.Standings;
import together.guild.audit.AuditAction;
import together.guild.change.GuildChange;
import together.guild.change.GuildChanges;
import together.guild.state.Channel;
import together.permission.Overwrite;
import together.permission.Permission;
import together.platform.problem.ProblemException;

/** Putting channels into another order or category, in one transaction. */
@ApplicationScoped
public class ChannelMoves {
  private final ChannelRepository channels;
  private final Standings standings;
  private final GuildChanges changes;

  ChannelMoves(ChannelRepository channels, Standings standings, GuildChanges changes) {
    this.channels = channels;
    this.standings = standings;
    this.changes = changes;
  }

  /**
   * Needs MANAGE_CHANNELS in each channel, and to take over a category's overrides MANAGE_ROLES and
   * all bits that change. The channels the caller may view, after it.
   */
  public List<ChannelView> move(long guildId, long userId, List<@Nullable ChannelMove> moves) {
    changes.byMember(
        guildId,
        userId,
        change -> {
          var seen = new HashSet<Long>();
          for (var move : moves) {
            if (move == null || move.id() == null) {
              throw ProblemException.invalid("id", "NOT_NULL", "needs the id of each channel");
            }
            if (!seen.add(move.id())) {
              throw ProblemException.invalid("id", "REPEATED", "names a channel twice");
            }
            store(change, change.standing().channel(move.id()), move);
          }
          return guildId;
        });
    return standings.member(guildId, userId).visibleChannels().stream()
        .map(ChannelView::of)
        .toList();
  }

  private void store(GuildChange change, Channel before, ChannelMove move) {
    var standing = change.standing();
    standing.require(Permission.MANAGE_CHANNELS, before);
    var after = ChannelRules.moved(move, before, standing);
    if (Boolean.TRUE.equals(move.lockPermissions())) {
      after = after.withOverwrites(category(standing, after).overwrites());
      requireGrantable(standing, before, after);
      replace(before, after);
    }
    if (!after.equals(before)) {
      channels.update(after);
      change.tellStructure(ChannelEvents.updated(after));
      change.audit(
          AuditAction.CHANNEL_UPDATE,
          after.id(),
          ChannelEvents.proto(before),
          ChannelEvents.proto(after));
    }
  }

  private static Channel category(Standing standing, Channel channel) {
    var id = channel.parentId();
    var category = id == null ? null : standing.structure().channels().get(id);
    if (category == null) {
      throw ProblemException.invalid(
          "lock_permissions", "NO_CATEGORY", "is for a channel in a category");
    }
    return category;
  }

  private static void requireGrantable(Standing standing, Channel before, Channel after) {
    standing.require(Permission.MANAGE_ROLES, before);
    long own = standing.permissions(before);
    var all = new ArrayList<>(before.overwrites());
    all.addAll(after.overwrites());
    for (long target : all.stream().map(Overwrite::targetId).distinct().toList()) {
      var old = before.overwrite(target);
      var next = after.overwrite(target);
      if (!Objects.equals(old, next)) {
        Overwrites.requireGrantable(standing, own, old, next);
      }
    }
  }

  private void replace(Channel before, Channel after) {
    for (var old : before.overwrites()) {
      if (after.overwrite(old.targetId()) == null) {
        channels.remove(before, old.targetId());
      }
    }
    after.overwrites().forEach(overwrite -> channels.put(after, overwrite));
  }
}
