package together.guild.channel;

import java.util.Optional;
import together.platform.request.Patch;

/** Channels that belong to no server. Each answers nothing when the user has no such channel. */
public interface OtherChannels {
  Optional<ChannelAnswer> get(long channelId, long userId);

  Optional<ChannelAnswer> rename(long channelId, long userId, Patch<String> name);

  /** Leaves it; false when the user has no such channel. */
  boolean leave(long channelId, long userId);
}
