package together.guild.channel;

import jakarta.enterprise.context.ApplicationScoped;
import together.guild.access.Standing;
import together.guild.access.Standings;

/** Channels by their id alone, of a server or of none. */
@ApplicationScoped
public class AnyChannels {
  private final ChannelService channels;
  private final OtherChannels others;
  private final Standings standings;

  AnyChannels(ChannelService channels, OtherChannels others, Standings standings) {
    this.channels = channels;
    this.others = others;
    this.standings = standings;
  }

  ChannelAnswer get(long channelId, long userId) {
    return standings.isOfGuild(channelId)
        ? channels.get(channelId, userId)
        : others.get(channelId, userId).orElseThrow(() -> Standing.noChannel(channelId));
  }

  ChannelAnswer update(long channelId, long userId, UpdateChannelRequest request) {
    return standings.isOfGuild(channelId)
        ? channels.update(channelId, userId, request)
        : others
            .rename(channelId, userId, request.name())
            .orElseThrow(() -> Standing.noChannel(channelId));
  }

  /** Of a group dm: leaves it. */
  void delete(long channelId, long userId) {
    if (standings.isOfGuild(channelId)) {
      channels.delete(channelId, userId);
    } else if (!others.leave(channelId, userId)) {
      throw Standing.noChannel(channelId);
    }
  }
}
