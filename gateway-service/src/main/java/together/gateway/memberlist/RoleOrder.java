package together.gateway.memberlist;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import together.proto.GuildEvent;
import together.proto.Role;

/** The roles that members are listed under, the highest first. Confined to its roster's lock. */
final class RoleOrder {
  private final Map<Long, Role> roles = new HashMap<>();
  private List<Long> hoisted = List.of();

  RoleOrder(Collection<Role> all) {
    all.forEach(role -> roles.put(role.getId(), role));
    sort();
  }

  /** Ids of the hoisted roles, the highest first. */
  List<Long> hoisted() {
    return hoisted;
  }

  /** The place in {@link #hoisted} of the highest hoisted role among these; -1 for none. */
  int place(List<Long> memberRoles) {
    for (int i = 0; i < hoisted.size(); i++) {
      if (memberRoles.contains(hoisted.get(i))) {
        return i;
      }
    }
    return -1;
  }

  /** Whether the event changed what members are listed under. */
  boolean apply(GuildEvent event) {
    var before = hoisted;
    switch (event.getEventCase()) {
      case GUILD_ROLE_CREATE -> put(event.getGuildRoleCreate().getRole());
      case GUILD_ROLE_UPDATE -> put(event.getGuildRoleUpdate().getRole());
      case GUILD_ROLE_DELETE -> roles.remove(event.getGuildRoleDelete().getRoleId());
      default -> {
        return false;
      }
    }
    sort();
    return !before.equals(hoisted);
  }

  private void put(Role role) {
    roles.put(role.getId(), role);
  }

  private void sort() {
    var found = new ArrayList<Role>();
    for (var role : roles.values()) {
      if (role.getHoist()) {
        found.add(role);
      }
    }
    // Of equal positions the older role is the higher one's inferior, as in the hierarchy.
    found.sort(
        Comparator.comparingInt(Role::getPosition).reversed().thenComparingLong(Role::getId));
    hoisted = found.stream().map(Role::getId).toList();
  }
}
