package together.message.access;

import together.permission.Permission;

/** Who may do what in a channel. Asked before a transaction, never inside it. */
public interface ChannelAccess {
  /**
   * What guild-service says at the guild's current revision.
   *
   * @param needed bits the caller will require
   */
  ChannelGrant ask(long userId, long channelId, long needed);

  /**
   * The grant, when it has all of these permissions; else a problem: 404 when the channel is not
   * visible, 403 naming what is missing, 422 when it takes no messages.
   */
  default ChannelGrant authorize(long userId, long channelId, Permission... permissions) {
    long needed = Permission.of(permissions);
    return ask(userId, channelId, needed).require(needed);
  }
}
