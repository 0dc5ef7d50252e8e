package together.message.access;

import java.util.Set;

/**
 * Which channels of a guild a user may do something in. Asked before a transaction, never inside
 * it.
 */
public interface ReadableChannels {
  /**
   * What guild-service says at the guild's current revision: the channels in which the user has all
   * of these bits; 404 when the user is no member.
   */
  Set<Long> of(long userId, long guildId, long needed);
}
