package together.guild.channel;

import together.guild.state.Channel;
import together.permission.Overwrite;
import together.proto.GuildEvent;
import together.proto.PermissionOverwrite;

/** Channels in events and gRPC. */
public final class ChannelEvents {
  private ChannelEvents() {}

  public static together.proto.Channel proto(Channel channel) {
    var proto =
        together.proto.Channel.newBuilder()
            .setId(channel.id())
            .setType(channel.type())
            .setGuildId(channel.guildId())
            .setName(channel.name())
            .setPosition(channel.position())
            .setRateLimitPerUser(channel.rateLimitPerUser())
            .setUserLimit(channel.userLimit());
    if (channel.topic() != null) {
      proto.setTopic(channel.topic());
    }
    if (channel.parentId() != null) {
      proto.setParentId(channel.parentId());
    }
    channel.overwrites().forEach(overwrite -> proto.addPermissionOverwrites(proto(overwrite)));
    return proto.build();
  }

  static GuildEvent.Builder created(Channel channel) {
    return GuildEvent.newBuilder().setChannelCreate(proto(channel));
  }

  static GuildEvent.Builder updated(Channel channel) {
    return GuildEvent.newBuilder().setChannelUpdate(proto(channel));
  }

  static GuildEvent.Builder deleted(Channel channel) {
    return GuildEvent.newBuilder().setChannelDelete(proto(channel));
  }

  static PermissionOverwrite proto(Overwrite overwrite) {
    return PermissionOverwrite.newBuilder()
        .setId(overwrite.targetId())
        .setType(overwrite.target().number())
        .setAllow(overwrite.allow())
        .setDeny(overwrite.deny())
        .build();
  }
}
