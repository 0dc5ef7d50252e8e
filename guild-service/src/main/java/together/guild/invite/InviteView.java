package together.guild.invite;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import together.guild.directory.UserView;
import together.proto.User;

/**
 * An invite as REST and events show it.
 *
 * @param channelId where newcomers land; 0 when there is no such channel
 * @param maxUses 0 is no limit
 * @param expiresAt null is never
 */
public record InviteView(
    String code,
    long guildId,
    long channelId,
    UserView inviter,
    int uses,
    int maxUses,
    Instant createdAt,
    @Nullable Instant expiresAt,
    boolean temporary) {
  static InviteView of(Invite invite, User inviter) {
    return new InviteView(
        invite.code(),
        invite.guildId(),
        invite.channelId(),
        UserView.of(inviter),
        invite.uses(),
        invite.maxUses(),
        invite.createdAt(),
        invite.expiresAt(),
        invite.temporary());
  }
}
