package together.guild.access;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import together.guild.GuildProblem;
import together.guild.state.Channel;
import together.guild.state.Guild;
import together.guild.state.Member;
import together.guild.state.Role;
import together.guild.state.Structure;
import together.permission.Permission;
import together.permission.PermissionStep;
import together.permission.Permissions;
import together.permission.Rank;
import together.permission.Subject;
import together.platform.problem.ProblemException;

/**
 * A guild at one revision, and a user in it: what the user may see and do there.
 *
 * @param member null when the user is no member
 * @param at the moment time-outs are judged by
 */
public record Standing(
    long userId, Guild guild, Structure structure, @Nullable Member member, Instant at) {
  /** The same standing, the guild's row having changed. */
  public Standing in(Guild changed) {
    return new Standing(userId, changed, structure, member, at);
  }

  /** The own membership; only of a member's standing. */
  public Member self() {
    return Objects.requireNonNull(member, "not a member");
  }

  public StandingKey key() {
    return new StandingKey(guild.id(), userId);
  }

  public boolean isOwner() {
    return userId == guild.ownerId();
  }

  /** Permissions in the guild, apart from its channels; 0 for a stranger. */
  public long permissions() {
    return member == null
        ? 0
        : Permissions.inGuild(subject(member), guild.id(), structure.rolePermissions());
  }

  /** Permissions in a channel of this guild; 0 when the user may not view it. */
  public long permissions(Channel channel) {
    return member == null
        ? 0
        : Permissions.inChannel(
            subject(member), guild.id(), structure.rolePermissions(), channel.overwrites());
  }

  /** How a member's permissions in a channel of this guild come about, step by step. */
  public List<PermissionStep> explain(long channelId) {
    var channel = structure.channels().get(channelId);
    if (channel == null) {
      throw noChannel(channelId);
    }
    return Permissions.explain(
        subject(self()), guild.id(), structure.rolePermissions(), channel.overwrites());
  }

  /** The channels the user may view. */
  public List<Channel> visibleChannels() {
    return structure.channels().values().stream().filter(this::mayView).toList();
  }

  /** The channel, or 404 when there is none that the user may view. */
  public Channel channel(long channelId) {
    var channel = structure.channels().get(channelId);
    if (channel == null || !mayView(channel)) {
      throw noChannel(channelId);
    }
    return channel;
  }

  public Role role(long roleId) {
    var role = structure.roles().get(roleId);
    if (role == null) {
      throw noRole(roleId);
    }
    return role;
  }

  public static ProblemException noRole(long roleId) {
    return new ProblemException(
        GuildProblem.ROLE_NOT_FOUND, "no role " + roleId + " in a server of yours");
  }

  public static ProblemException noChannel(long channelId) {
    return new ProblemException(
        GuildProblem.CHANNEL_NOT_FOUND, "no channel " + channelId + " is visible to you");
  }

  /** The rank by which the user acts, and is acted on. */
  public Rank rank() {
    return rank(self());
  }

  /** A member's rank in this guild. */
  public Rank rank(Member other) {
    return other.userId() == guild.ownerId() ? Rank.OWNER : structure.highest(other.roles());
  }

  public void require(Permission permission) {
    require(permission, permissions());
  }

  public void require(Permission permission, Channel channel) {
    require(permission, permissions(channel));
  }

  private static void require(Permission permission, long permissions) {
    if (!permission.in(permissions)) {
      throw new ProblemException(
          GuildProblem.MISSING_PERMISSION, "needs the permission " + permission);
    }
  }

  /** 403 unless all that changes between the two permission sets is the user's to give. */
  public void requireGrantable(long own, long before, long after) {
    if (!Rank.mayChange(own, before, after)) {
      throw new ProblemException(
          GuildProblem.MISSING_PERMISSION,
          "you lack what you would give or take: " + Permission.named((before ^ after) & ~own));
    }
  }

  /** 403 unless the user ranks above. */
  public void requireAbove(Rank other) {
    if (!rank().isAbove(other)) {
      throw new ProblemException(
          GuildProblem.OUTRANKED, "your highest role must be above the one concerned");
    }
  }

  public boolean mayView(Channel channel) {
    return permissions(channel) != 0;
  }

  private Subject subject(Member of) {
    return new Subject(of.userId(), isOwner(), of.roles(), of.isTimedOut(at));
  }
}
