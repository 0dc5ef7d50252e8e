package together.guild.channel;

import java.util.List;
import org.jspecify.annotations.Nullable;
import together.guild.state.Channel;

/**
 * A channel as REST and events show it.
 *
 * @param type 0 text, 2 voice, 4 category
 * @param rateLimitPerUser seconds between two posts of one member, 0 is off
 * @param userLimit most users in a voice channel, 0 is no limit
 */
public record ChannelView(
    long id,
    int type,
    long guildId,
    String name,
    @Nullable String topic,
    int position,
    @Nullable Long parentId,
    int rateLimitPerUser,
    int userLimit,
    List<OverwriteView> permissionOverwrites)
    implements ChannelAnswer {
  public static ChannelView of(Channel channel) {
    return new ChannelView(
        channel.id(),
        channel.type(),
        channel.guildId(),
        channel.name(),
        channel.topic(),
        channel.position(),
        channel.parentId(),
        channel.rateLimitPerUser(),
        channel.userLimit(),
        channel.overwrites().stream().map(OverwriteView::of).toList());
  }
}
