package together.permission;

import static together.permission.Permission.ADMINISTRATOR;
import static together.permission.Permission.ATTACH_FILES;
import static together.permission.Permission.CONNECT_VOICE;
import static together.permission.Permission.DEAFEN_MEMBERS;
import static together.permission.Permission.MENTION_EVERYONE;
import static together.permission.Permission.MOVE_MEMBERS;
import static together.permission.Permission.MUTE_MEMBERS;
import static together.permission.Permission.READ_MESSAGE_HISTORY;
import static together.permission.Permission.SEND_MESSAGES;
import static together.permission.Permission.SPEAK;
import static together.permission.Permission.VIEW_CHANNEL;

import java.util.Collection;
import java.util.Map;

/**
 * The permission algorithm, the only one: owner, roles, administrator, overrides, time-out, implied
 * denials, in this order. Pure; every caller in the platform gets its answer from here.
 */
public final class Permissions {
  private static final long LOOKING_ON = Permission.of(VIEW_CHANNEL, READ_MESSAGE_HISTORY);
  private static final long NEEDS_SEND = Permission.of(ATTACH_FILES, MENTION_EVERYONE);
  private static final long NEEDS_CONNECT =
      Permission.of(SPEAK, MUTE_MEMBERS, DEAFEN_MEMBERS, MOVE_MEMBERS);

  private Permissions() {}

  /**
   * What a member may do in the guild, apart from its channels.
   *
   * @param everyoneId id of the {@code @everyone} role, which is the guild's
   * @param roles permissions of every role of the guild by its id, {@code @everyone} included
   */
  public static long inGuild(Subject subject, long everyoneId, Map<Long, Long> roles) {
    long base = base(subject, everyoneId, roles);
    return subject.timedOut() && base != Permission.ALL ? base & LOOKING_ON : base;
  }

  /** What a member may do in a channel with these overrides; 0 when it may not be viewed. */
  public static long inChannel(
      Subject subject, long everyoneId, Map<Long, Long> roles, Collection<Overwrite> overrides) {
    long base = base(subject, everyoneId, roles);
    if (base == Permission.ALL) {
      return base;
    }
    long permissions = overridden(base, subject, everyoneId, roles, overrides) & Permission.ALL;
    if (subject.timedOut()) {
      permissions &= LOOKING_ON;
    }
    if (!VIEW_CHANNEL.in(permissions)) {
      return 0;
    }
    if (!SEND_MESSAGES.in(permissions)) {
      permissions &= ~NEEDS_SEND;
    }
    if (!CONNECT_VOICE.in(permissions)) {
      permissions &= ~NEEDS_CONNECT;
    }
    return permissions;
  }

  /** All for the owner and administrators; for nobody else, since only they have ADMINISTRATOR. */
  private static long base(Subject subject, long everyoneId, Map<Long, Long> roles) {
    if (subject.owner()) {
      return Permission.ALL;
    }
    long base = roles.getOrDefault(everyoneId, 0L);
    for (var roleId : subject.roleIds()) {
      base |= roles.getOrDefault(roleId, 0L);
    }
    return ADMINISTRATOR.in(base) ? Permission.ALL : base & Permission.ALL;
  }

  private static long overridden(
      long base,
      Subject subject,
      long everyoneId,
      Map<Long, Long> roles,
      Collection<Overwrite> overrides) {
    long everyoneAllow = 0;
    long everyoneDeny = 0;
    long rolesAllow = 0;
    long rolesDeny = 0;
    long memberAllow = 0;
    long memberDeny = 0;
    for (var override : overrides) {
      switch (override.target()) {
        case ROLE -> {
          if (override.targetId() == everyoneId) {
            everyoneAllow = override.allow();
            everyoneDeny = override.deny();
          } else if (subject.roleIds().contains(override.targetId())
              && roles.containsKey(override.targetId())) {
            rolesAllow |= override.allow();
            rolesDeny |= override.deny();
          }
        }
        case MEMBER -> {
          if (override.targetId() == subject.userId()) {
            memberAllow = override.allow();
            memberDeny = override.deny();
          }
        }
      }
    }
    long permissions = (base & ~everyoneDeny) | everyoneAllow;
    permissions = (permissions & ~rolesDeny) | rolesAllow;
    permissions = (permissions & ~memberDeny) | memberAllow;
    // An override gives no power over the guild.
    return permissions & ~ADMINISTRATOR.bit();
  }
}
