package together.guild.role;

import together.guild.state.Role;
import together.proto.GuildEvent;
import together.proto.GuildRole;
import together.proto.GuildRoleDelete;

/** Roles in events and gRPC. */
public final class RoleEvents {
  private RoleEvents() {}

  public static together.proto.Role proto(Role role) {
    return together.proto.Role.newBuilder()
        .setId(role.id())
        .setName(role.name())
        .setColor(role.color())
        .setHoist(role.hoist())
        .setMentionable(role.mentionable())
        .setPosition(role.position())
        .setPermissions(role.permissions())
        .build();
  }

  static GuildEvent.Builder created(Role role) {
    return GuildEvent.newBuilder().setGuildRoleCreate(inGuild(role));
  }

  static GuildEvent.Builder updated(Role role) {
    return GuildEvent.newBuilder().setGuildRoleUpdate(inGuild(role));
  }

  static GuildEvent.Builder deleted(Role role) {
    return GuildEvent.newBuilder()
        .setGuildRoleDelete(
            GuildRoleDelete.newBuilder().setGuildId(role.guildId()).setRoleId(role.id()));
  }

  private static GuildRole inGuild(Role role) {
    return GuildRole.newBuilder().setGuildId(role.guildId()).setRole(proto(role)).build();
  }
}
