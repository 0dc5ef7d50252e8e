package together.voice.access;

import java.util.Collection;
import java.util.Set;

/** What guild-service lets a user do. Asked before a transaction, never inside it. */
public interface VoiceAccess {
  /** What the user may do in the channel, at the guild's current revision. */
  VoiceGrant ask(long userId, long channelId);

  /** Those of the channels that the user may view. */
  Set<Long> visible(long userId, Collection<Long> channelIds);

  boolean isMember(long userId, long guildId);
}
