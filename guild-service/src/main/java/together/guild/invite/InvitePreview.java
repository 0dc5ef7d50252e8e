package together.guild.invite;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import together.guild.directory.UserView;
import together.guild.state.Guild;
import together.proto.User;

/** What an invite shows to anyone who has its code. */
public record InvitePreview(
    String code, PreviewedGuild guild, UserView inviter, @Nullable Instant expiresAt) {
  /** The server behind it. */
  public record PreviewedGuild(
      long id, String name, @Nullable String description, @Nullable String icon, int memberCount) {}

  static InvitePreview of(Invite invite, Guild guild, User inviter) {
    return new InvitePreview(
        invite.code(),
        new PreviewedGuild(
            guild.id(), guild.name(), guild.description(), guild.icon(), guild.memberCount()),
        UserView.of(inviter),
        invite.expiresAt());
  }
}
