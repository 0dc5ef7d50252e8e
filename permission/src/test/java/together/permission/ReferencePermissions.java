package together.permission;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A second implementation for the tests, as slow and plain as the text of the contract: one
 * permission after another, one rule after another, no bit arithmetic.
 */
final class ReferencePermissions {
  private ReferencePermissions() {}

  static Set<Permission> inChannel(
      Subject subject, long everyoneId, Map<Long, Long> roles, Collection<Overwrite> overwrites) {
    var result = EnumSet.noneOf(Permission.class);
    for (var permission : Permission.values()) {
      if (has(permission, subject, everyoneId, roles, overwrites)) {
        result.add(permission);
      }
    }
    if (isAll(subject, everyoneId, roles)) {
      return result;
    }
    if (subject.timedOut()) {
      result.retainAll(Set.of(Permission.VIEW_CHANNEL, Permission.READ_MESSAGE_HISTORY));
    }
    if (!result.contains(Permission.VIEW_CHANNEL)) {
      result.clear();
    }
    if (!result.contains(Permission.SEND_MESSAGES)) {
      result.removeAll(Set.of(Permission.ATTACH_FILES, Permission.MENTION_EVERYONE));
    }
    if (!result.contains(Permission.CONNECT_VOICE)) {
      result.removeAll(
          Set.of(
              Permission.SPEAK,
              Permission.MUTE_MEMBERS,
              Permission.DEAFEN_MEMBERS,
              Permission.MOVE_MEMBERS));
    }
    return result;
  }

  static boolean isAll(Subject subject, long everyoneId, Map<Long, Long> roles) {
    return subject.owner() || hasInRoles(Permission.ADMINISTRATOR, subject, everyoneId, roles);
  }

  private static boolean has(
      Permission permission,
      Subject subject,
      long everyoneId,
      Map<Long, Long> roles,
      Collection<Overwrite> overwrites) {
    if (isAll(subject, everyoneId, roles)) {
      return true;
    }
    if (permission == Permission.ADMINISTRATOR) {
      return false;
    }
    boolean has = hasInRoles(permission, subject, everyoneId, roles);
    var ofEveryone =
        overwrites.stream()
            .filter(one -> one.target() == Overwrite.Target.ROLE && one.targetId() == everyoneId)
            .toList();
    var ofRoles =
        overwrites.stream()
            .filter(one -> one.target() == Overwrite.Target.ROLE && one.targetId() != everyoneId)
            .filter(one -> roles.containsKey(one.targetId()))
            .filter(one -> subject.roleIds().contains(one.targetId()))
            .toList();
    var ofMember =
        overwrites.stream()
            .filter(one ->
                one.target() == Overwrite.Target.MEMBER && one.targetId() == subject.userId())
            .toList();
    for (var step : List.of(ofEveryone, ofRoles, ofMember)) {
      if (step.stream().anyMatch(one -> permission.in(one.deny()))) {
        has = false;
      }
      if (step.stream().anyMatch(one -> permission.in(one.allow()))) {
        has = true;
      }
    }
    return has;
  }

  private static boolean hasInRoles(
      Permission permission, Subject subject, long everyoneId, Map<Long, Long> roles) {
    return roles.entrySet().stream()
        .filter(role -> role.getKey() == everyoneId || subject.roleIds().contains(role.getKey()))
        .anyMatch(role -> permission.in(role.getValue()));
  }
}
