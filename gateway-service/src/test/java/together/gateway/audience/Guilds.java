package together.gateway.audience;

import java.util.Arrays;
import java.util.List;
import together.permission.Permission;
import together.proto.Channel;
import together.proto.Guild;
import together.proto.GuildEvent;
import together.proto.GuildMember;
import together.proto.GuildMemberRemove;
import together.proto.GuildRole;
import together.proto.Member;
import together.proto.PermissionOverwrite;
import together.proto.Role;
import together.proto.User;

/**
 * A guild and its events for tests: owner 1, role 20 (staff), channels 100 (open) and 101 (staff
 * only).
 */
public final class Guilds {
  public static final long GUILD = 10;
  public static final long OWNER = 1;
  public static final long STAFF = 20;
  public static final long OPEN = 100;
  public static final long SECRET = 101;

  private Guilds() {}

  public static Guild guild(long revision) {
    return Guild.newBuilder()
        .setId(GUILD)
        .setName("guild")
        .setOwnerId(OWNER)
        .setRevision(revision)
        .setMemberCount(3)
        .addRoles(
            Role.newBuilder().setId(GUILD).setName("@everyone").setPermissions(Permission.DEFAULT))
        .addRoles(Role.newBuilder().setId(STAFF).setName("staff"))
        .addChannels(channel(OPEN))
        .addChannels(channel(SECRET, deny(GUILD), allow(STAFF)))
        .build();
  }

  public static Channel channel(long id, PermissionOverwrite... overwrites) {
    return Channel.newBuilder()
        .setId(id)
        .setGuildId(GUILD)
        .setName("channel " + id)
        .addAllPermissionOverwrites(Arrays.asList(overwrites))
        .build();
  }

  public static PermissionOverwrite deny(long role) {
    return PermissionOverwrite.newBuilder()
        .setId(role)
        .setDeny(Permission.VIEW_CHANNEL.bit())
        .build();
  }

  public static PermissionOverwrite allow(long role) {
    return PermissionOverwrite.newBuilder()
        .setId(role)
        .setAllow(Permission.VIEW_CHANNEL.bit())
        .build();
  }

  public static PermissionOverwrite allowMember(long user) {
    return allow(user).toBuilder().setType(1).build();
  }

  public static PermissionOverwrite denyMember(long user) {
    return deny(user).toBuilder().setType(1).build();
  }

  public static GuildEvent ownerUpdate(long seq, long owner) {
    return event(seq)
        .setGuildUpdate(Guild.newBuilder().setId(GUILD).setName("guild").setOwnerId(owner))
        .build();
  }

  public static GuildEvent channelUpdate(long seq, Channel channel) {
    return event(seq).setChannelUpdate(channel).build();
  }

  public static GuildEvent roleUpdate(long seq, long role, long permissions) {
    var changed = Role.newBuilder().setId(role).setPermissions(permissions);
    return event(seq)
        .setGuildRoleUpdate(GuildRole.newBuilder().setGuildId(GUILD).setRole(changed))
        .build();
  }

  public static GuildEvent memberUpdate(long seq, long user, Long... roles) {
    return event(seq).setGuildMemberUpdate(member(user, List.of(roles))).build();
  }

  public static GuildEvent memberAdd(long seq, long user) {
    return event(seq).setGuildMemberAdd(member(user, List.of())).build();
  }

  public static GuildEvent memberRemove(long seq, long user) {
    return event(seq)
        .setGuildMemberRemove(
            GuildMemberRemove.newBuilder().setGuildId(GUILD).setUser(User.newBuilder().setId(user)))
        .build();
  }

  public static GuildEvent.Builder event(long seq) {
    return GuildEvent.newBuilder().setGuildId(GUILD).setSeq(seq);
  }

  private static GuildMember member(long user, List<Long> roles) {
    return GuildMember.newBuilder()
        .setGuildId(GUILD)
        .setMember(Member.newBuilder().setUser(User.newBuilder().setId(user)).addAllRoles(roles))
        .build();
  }
}
