package together.guild.invite;

import together.platform.json.Moments;
import together.proto.GuildEvent;
import together.proto.InviteDelete;
import together.proto.User;

/** Invites in events. */
final class InviteEvents {
  private InviteEvents() {}

  static together.proto.Invite proto(Invite invite, User inviter) {
    var proto =
        together.proto.Invite.newBuilder()
            .setCode(invite.code())
            .setGuildId(invite.guildId())
            .setChannelId(invite.channelId())
            .setInviter(inviter)
            .setUses(invite.uses())
            .setMaxUses(invite.maxUses())
            .setCreatedAt(Moments.proto(invite.createdAt()))
            .setTemporary(invite.temporary());
    if (invite.expiresAt() != null) {
      proto.setExpiresAt(Moments.proto(invite.expiresAt()));
    }
    return proto.build();
  }

  static GuildEvent.Builder created(Invite invite, User inviter) {
    return GuildEvent.newBuilder().setInviteCreate(proto(invite, inviter));
  }

  static GuildEvent.Builder deleted(Invite invite) {
    return GuildEvent.newBuilder()
        .setInviteDelete(
            InviteDelete.newBuilder()
                .setGuildId(invite.guildId())
                .setChannelId(invite.channelId())
                .setCode(invite.code()));
  }
}
