package together.guild.member;

import together.guild.state.Member;
import together.guild.state.Structure;
import together.platform.json.Moments;
import together.proto.GuildEvent;
import together.proto.GuildMember;
import together.proto.GuildMemberRemove;
import together.proto.User;

/** Members in events and gRPC. */
public final class MemberEvents {
  private MemberEvents() {}

  public static together.proto.Member proto(Member member, User user, Structure structure) {
    var proto =
        together.proto.Member.newBuilder()
            .setUser(user)
            .addAllRoles(structure.known(member.roles()))
            .setJoinedAt(Moments.proto(member.joinedAt()));
    if (member.nick() != null) {
      proto.setNick(member.nick());
    }
    if (member.communicationDisabledUntil() != null) {
      proto.setCommunicationDisabledUntil(Moments.proto(member.communicationDisabledUntil()));
    }
    return proto.build();
  }

  static GuildEvent.Builder added(Member member, User user, Structure structure) {
    var joined = inGuild(member, user, structure).toBuilder();
    structure.systemChannel().ifPresent(channel -> joined.setSystemChannelId(channel.id()));
    return GuildEvent.newBuilder().setGuildMemberAdd(joined);
  }

  static GuildEvent.Builder updated(Member member, User user, Structure structure) {
    return GuildEvent.newBuilder().setGuildMemberUpdate(inGuild(member, user, structure));
  }

  static GuildEvent.Builder removed(Member member, User user) {
    return GuildEvent.newBuilder()
        .setGuildMemberRemove(
            GuildMemberRemove.newBuilder().setGuildId(member.guildId()).setUser(user));
  }

  private static GuildMember inGuild(Member member, User user, Structure structure) {
    return GuildMember.newBuilder()
        .setGuildId(member.guildId())
        .setMember(proto(member, user, structure))
        .build();
  }
}
