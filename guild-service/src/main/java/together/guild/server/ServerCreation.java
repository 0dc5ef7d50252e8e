package together.guild.server;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import together.guild.channel.ChannelRepository;
import together.guild.member.MemberRepository;
import together.guild.role.RoleRepository;
import together.guild.state.Channel;
import together.guild.state.Guild;
import together.guild.state.Member;
import together.guild.state.Role;
import together.guild.state.Structure;
import together.permission.Permission;
import together.platform.id.Ids;

/** What a new server comes with, and the rows of it. */
@ApplicationScoped
class ServerCreation {
  /** A server at its first revision. */
  record NewServer(Guild guild, Structure structure, Member owner) {}

  private final Ids ids;
  private final ServerRepository servers;
  private final RoleRepository roles;
  private final ChannelRepository channels;
  private final MemberRepository members;

  ServerCreation(
      Ids ids,
      ServerRepository servers,
      RoleRepository roles,
      ChannelRepository channels,
      MemberRepository members) {
    this.ids = ids;
    this.servers = servers;
    this.roles = roles;
    this.channels = channels;
    this.members = members;
  }

  NewServer plan(long ownerId, String name, @Nullable String description, Instant now) {
    long id = ids.next();
    var structure =
        Structure.of(
            id,
            1,
            List.of(Role.everyone(id, Permission.DEFAULT)),
            List.of(
                Channel.plain(id, ids.next(), Channel.TEXT, "general", 0),
                Channel.plain(id, ids.next(), Channel.VOICE, "General", 1)));
    return new NewServer(
        new Guild(id, name, description, null, ownerId, 1, 1, 1, false),
        structure,
        Member.joining(id, ownerId, now));
  }

  /** Within a transaction. */
  void store(NewServer server) {
    servers.insert(server.guild(), server.owner().joinedAt());
    server.structure().roles().values().forEach(roles::insert);
    server.structure().channels().values().forEach(channels::insert);
    members.insert(server.owner(), false);
  }
}
