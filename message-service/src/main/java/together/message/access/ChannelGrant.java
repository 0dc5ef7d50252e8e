package together.message.access;

import java.util.stream.Collectors;
import together.message.MessageProblem;
import together.permission.Permission;

/**
 * What a user may do in a channel, as guild-service said it.
 *
 * @param permissions effective bits; 0 when there is no such channel for this user
 * @param revision the guild's revision at which this holds
 * @param guildId 0 in a dm
 * @param type the channel's: 0 text, 1 dm, 2 voice, 3 group_dm, 4 category
 * @param rateLimitPerUser seconds between two posts of one member; 0 is off
 */
public record ChannelGrant(
    long permissions, long revision, long guildId, int type, int rateLimitPerUser) {
  private static final int VOICE = 2;
  private static final int CATEGORY = 4;

  public boolean has(Permission permission) {
    return permission.in(permissions);
  }

  /** Seconds this user has to leave between two posts: moderators, as with Discord, none. */
  public int slowMode() {
    return has(Permission.MANAGE_MESSAGES) || has(Permission.MANAGE_CHANNELS)
        ? 0
        : rateLimitPerUser;
  }

  /** This grant, when it has all the needed bits and the channel takes messages. */
  ChannelGrant require(long needed) {
    if (!has(Permission.VIEW_CHANNEL)) {
      throw MessageProblem.UNKNOWN_CHANNEL.problem();
    }
    long missing = needed & ~permissions;
    if (missing != 0) {
      throw MessageProblem.MISSING_PERMISSION.because(
          "this needs " + names(missing) + " in the channel");
    }
    if (type == VOICE || type == CATEGORY) {
      throw MessageProblem.NOT_TEXT_CHANNEL.problem();
    }
    return this;
  }

  private static String names(long permissions) {
    return Permission.named(permissions).stream()
        .map(Permission::name)
        .collect(Collectors.joining(", "));
  }
}
