package together.guild.server;

import java.math.BigInteger;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import together.guild.access.Standing;
import together.guild.channel.ChannelView;
import together.guild.emoji.EmojiView;
import together.guild.member.MemberView;
import together.guild.role.RoleView;
import together.proto.User;

/**
 * A server as REST and READY show it to one of its members.
 *
 * @param revision a number that every change of the server raises
 * @param channels those the member may view
 * @param member the reader's own membership
 * @param voiceStates empty over REST: voice-service has them
 * @param icon hash of its picture, part of the address {@code /api/servers/{id}/icon/{hash}}
 * @param openToJoin whether anyone who knows its id may join without an invite
 */
@Schema(name = "Guild")
public record GuildView(
    long id,
    String name,
    @Nullable String description,
    @Nullable String icon,
    long ownerId,
    BigInteger revision,
    int memberCount,
    List<RoleView> roles,
    List<ChannelView> channels,
    MemberView member,
    List<Object> voiceStates,
    List<EmojiView> emojis,
    boolean openToJoin) {
  public static GuildView of(Standing standing, User user) {
    var guild = standing.guild();
    return new GuildView(
        guild.id(),
        guild.name(),
        guild.description(),
        guild.icon(),
        guild.ownerId(),
        BigInteger.valueOf(guild.revision()),
        guild.memberCount(),
        standing.structure().roles().values().stream().map(RoleView::of).toList(),
        standing.visibleChannels().stream().map(ChannelView::of).toList(),
        MemberView.of(standing.self(), user, standing.structure()),
        List.of(),
        standing.structure().emojis().values().stream().map(EmojiView::of).toList(),
        guild.openToJoin());
  }
}
