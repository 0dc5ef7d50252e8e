package together.gateway.audience;

import together.permission.Permission;
import together.permission.Permissions;
import together.permission.Subject;

/**
 * Asks the platform's one permission function about the members of a group. Sight leaves time-outs
 * out, since they never take it away.
 */
final class Sight {
  private Sight() {}

  static boolean canView(GuildView view, Group.Key key, long channelId) {
    return Permission.VIEW_CHANNEL.in(permissions(view, key, channelId, false));
  }

  /** What the group's members may do in the guild, apart from its channels. */
  static long permissions(GuildView view, Group.Key key, boolean timedOut) {
    return Permissions.inGuild(subject(view, key, timedOut), view.id(), view.rolePermissions());
  }

  /**
   * Effective permissions of the group's members in a channel; 0 where there is no such channel.
   */
  static long permissions(GuildView view, Group.Key key, long channelId, boolean timedOut) {
    var overrides = view.overrides().get(channelId);
    if (overrides == null) {
      return 0;
    }
    return Permissions.inChannel(
        subject(view, key, timedOut), view.id(), view.rolePermissions(), overrides);
  }

  private static Subject subject(GuildView view, Group.Key key, boolean timedOut) {
    return new Subject(key.apart(), view.ownerId() == key.apart(), key.roles(), timedOut);
  }
}
