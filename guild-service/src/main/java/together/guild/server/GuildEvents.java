package together.guild.server;

import together.guild.channel.ChannelEvents;
import together.guild.emoji.EmojiEvents;
import together.guild.role.RoleEvents;
import together.guild.state.Guild;
import together.guild.state.Structure;
import together.proto.GuildDelete;
import together.proto.GuildEvent;

/** Guilds in events and gRPC. */
public final class GuildEvents {
  private GuildEvents() {}

  /** The whole guild, without anyone's membership. */
  public static together.proto.Guild.Builder proto(Guild guild, Structure structure) {
    var proto = row(guild);
    structure.roles().values().forEach(role -> proto.addRoles(RoleEvents.proto(role)));
    structure
        .channels()
        .values()
        .forEach(channel -> proto.addChannels(ChannelEvents.proto(channel)));
    structure.emojis().values().forEach(emoji -> proto.addEmojis(EmojiEvents.proto(emoji)));
    return proto;
  }

  static GuildEvent.Builder created(Guild guild, Structure structure) {
    return GuildEvent.newBuilder().setGuildCreate(proto(guild, structure));
  }

  public static GuildEvent.Builder updated(Guild guild) {
    return GuildEvent.newBuilder().setGuildUpdate(row(guild));
  }

  static GuildEvent.Builder deleted(long guildId) {
    return GuildEvent.newBuilder().setGuildDelete(GuildDelete.newBuilder().setId(guildId));
  }

  /** What is in the guild's row. */
  public static together.proto.Guild.Builder row(Guild guild) {
    var proto =
        together.proto.Guild.newBuilder()
            .setId(guild.id())
            .setName(guild.name())
            .setOwnerId(guild.ownerId())
            .setRevision(guild.revision())
            .setMemberCount(guild.memberCount())
            .setOpenToJoin(guild.openToJoin());
    if (guild.description() != null) {
      proto.setDescription(guild.description());
    }
    if (guild.icon() != null) {
      proto.setIcon(guild.icon());
    }
    return proto;
  }
}
