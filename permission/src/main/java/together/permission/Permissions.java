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

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import together.permission.PermissionStep.Kind;
import together.permission.PermissionStep.Listener;

/**
 * The permission algorithm, the only one: owner, roles, administrator, overrides, time-out, implied
 * denials, in this order. Pure; every caller in the platform gets its answer from here.
 */
public final class Permissions {
  private static final long LOOKING_ON = Permission.of(VIEW_CHANNEL, READ_MESSAGE_HISTORY);
  private static final long OVERRIDABLE = Permission.ALL & ~ADMINISTRATOR.bit();
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
    long base = base(subject, everyoneId, roles, Listener.NOBODY);
    return subject.timedOut() && base != Permission.ALL ? base & LOOKING_ON : base;
  }

  /** What a member may do in a channel with these overrides; 0 when it may not be viewed. */
  public static long inChannel(
      Subject subject, long everyoneId, Map<Long, Long> roles, Collection<Overwrite> overrides) {
    return inChannel(subject, everyoneId, roles, overrides, Listener.NOBODY);
  }

  /** The steps that lead to {@link #inChannel}: the last one's permissions are its answer. */
  public static List<PermissionStep> explain(
      Subject subject, long everyoneId, Map<Long, Long> roles, Collection<Overwrite> overrides) {
    var steps = new ArrayList<PermissionStep>();
    var _ = inChannel(subject, everyoneId, roles, overrides, steps::add);
    return steps;
  }

  private static long inChannel(
      Subject subject,
      long everyoneId,
      Map<Long, Long> roles,
      Collection<Overwrite> overrides,
      Listener steps) {
    long base = base(subject, everyoneId, roles, steps);
    if (base == Permission.ALL) {
      return base;
    }
    long permissions = overridden(base, subject, everyoneId, roles, overrides, steps);
    if (subject.timedOut()) {
      permissions = keep(permissions, LOOKING_ON, Kind.TIME_OUT, steps);
    }
    if (!VIEW_CHANNEL.in(permissions)) {
      return keep(permissions, 0, Kind.NO_VIEW, steps);
    }
    if (!SEND_MESSAGES.in(permissions)) {
      permissions = keep(permissions, ~NEEDS_SEND, Kind.NO_SEND, steps);
    }
    if (!CONNECT_VOICE.in(permissions)) {
      permissions = keep(permissions, ~NEEDS_CONNECT, Kind.NO_CONNECT, steps);
    }
    return permissions;
  }

  private static long keep(long permissions, long kept, Kind kind, Listener steps) {
    long left = permissions & kept;
    if (left != permissions) {
      steps.on(kind, 0, permissions, left);
    }
    return left;
  }

  /** All for the owner and administrators; for nobody else, since only they have ADMINISTRATOR. */
  private static long base(
      Subject subject, long everyoneId, Map<Long, Long> roles, Listener steps) {
    if (subject.owner()) {
      steps.on(Kind.OWNER, subject.userId(), 0, Permission.ALL);
      return Permission.ALL;
    }
    long base = roles.getOrDefault(everyoneId, 0L) & Permission.ALL;
    steps.on(Kind.EVERYONE_ROLE, everyoneId, 0, base);
    for (var roleId : subject.roleIds()) {
      long before = base;
      base |= roles.getOrDefault(roleId, 0L) & Permission.ALL;
      if (roles.containsKey(roleId)) {
        steps.on(Kind.ROLE, roleId, before, base);
      }
    }
    if (ADMINISTRATOR.in(base)) {
      steps.on(Kind.ADMINISTRATOR, 0, base, Permission.ALL);
      return Permission.ALL;
    }
    return base;
  }

  private static long overridden(
      long base,
      Subject subject,
      long everyoneId,
      Map<Long, Long> roles,
      Collection<Overwrite> overrides,
      Listener steps) {
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
          } else if (isOfOwnRole(override, subject, roles)) {
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
    long everyone = apply(base, everyoneDeny, everyoneAllow);
    tell(steps, Kind.EVERYONE_OVERRIDE, everyoneId, base, everyone);
    long ofRoles = apply(everyone, rolesDeny, rolesAllow);
    if (steps.listens()) {
      var own =
          overrides.stream()
              .filter(one -> one.target() == Overwrite.Target.ROLE)
              .filter(one -> one.targetId() != everyoneId && isOfOwnRole(one, subject, roles))
              .toList();
      explainRoles(everyone, own, steps);
    }
    long ofMember = apply(ofRoles, memberDeny, memberAllow);
    tell(steps, Kind.MEMBER_OVERRIDE, subject.userId(), ofRoles, ofMember);
    return ofMember;
  }

  private static boolean isOfOwnRole(Overwrite override, Subject subject, Map<Long, Long> roles) {
    return subject.roleIds().contains(override.targetId())
        && roles.containsKey(override.targetId());
  }

  /** Denies, then allows. An override gives no power over the guild. */
  private static long apply(long permissions, long deny, long allow) {
    return ((permissions & ~deny) | allow) & OVERRIDABLE;
  }

  /** Each override by itself: what several deny is taken once, yet each of them took it. */
  private static void explainRoles(long before, List<Overwrite> own, Listener steps) {
    long permissions = before;
    for (var one : own) {
      permissions &= ~one.deny();
      if ((before & one.deny()) != 0) {
        steps.on(
            new PermissionStep(
                Kind.ROLE_OVERRIDE_DENY, one.targetId(), 0, before & one.deny(), permissions));
      }
    }
    long denied = permissions;
    for (var one : own) {
      permissions |= one.allow() & OVERRIDABLE;
      long gave = one.allow() & OVERRIDABLE & ~denied;
      if (gave != 0) {
        steps.on(
            new PermissionStep(Kind.ROLE_OVERRIDE_ALLOW, one.targetId(), gave, 0, permissions));
      }
    }
  }

  private static void tell(Listener steps, Kind kind, long id, long before, long after) {
    if (before != after) {
      steps.on(kind, id, before, after);
    }
  }
}
