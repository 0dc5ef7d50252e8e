package together.guild.authority;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import together.guild.access.Standing;
import together.guild.access.StandingKey;
import together.guild.access.Standings;
import together.guild.directory.Users;
import together.guild.dm.PrivateChannels;
import together.guild.member.MemberEvents;
import together.guild.server.GuildEvents;
import together.proto.Guild;
import together.proto.PrivateChannel;
import together.proto.SessionRequest;
import together.proto.User;

/** Whole guilds, as the gateway needs them for READY and for its audience. */
@ApplicationScoped
public class Sessions {
  private static final int MOST_GUILDS = 10_000;

  private final Standings standings;
  private final PrivateChannels privates;
  private final Users users;

  Sessions(Standings standings, PrivateChannels privates, Users users) {
    this.standings = standings;
    this.privates = privates;
    this.users = users;
  }

  /** The user's guilds, or those of the named ones the user is in; all from one snapshot. */
  public List<Guild> guilds(SessionRequest request) {
    return request.getGuildIdsCount() == 0 && request.getPrivateChannelIdsCount() > 0
        ? List.of()
        : of(request.getUserId(), request.getGuildIdsList());
  }

  /** The user's dms and group dms, or those of the named ones the user is in. */
  public List<PrivateChannel> privateChannels(SessionRequest request) {
    return request.getGuildIdsCount() > 0 && request.getPrivateChannelIdsCount() == 0
        ? List.of()
        : privates.session(request.getUserId(), request.getPrivateChannelIdsList());
  }

  private List<Guild> of(long userId, List<Long> guildIds) {
    var user = users.get(userId);
    var found =
        guildIds.isEmpty()
            ? standings.ofUser(userId, 0, MOST_GUILDS)
            : standings.find(
                guildIds.stream().distinct().map(id -> new StandingKey(id, userId)).toList());
    return found.stream()
        .filter(standing -> standing.member() != null)
        .map(standing -> guild(standing, user))
        .toList();
  }

  /** One guild, without anyone's membership. */
  public Optional<Guild> guild(long guildId) {
    return standings.find(List.of(new StandingKey(guildId, 0))).stream()
        .map(standing -> GuildEvents.proto(standing.guild(), standing.structure()).build())
        .findFirst();
  }

  private static Guild guild(Standing standing, User user) {
    return GuildEvents.proto(standing.guild(), standing.structure())
        .setMember(MemberEvents.proto(standing.self(), user, standing.structure()))
        .build();
  }
}
