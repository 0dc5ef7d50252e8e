package together.guild.authority;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import together.guild.access.ChannelGuilds;
import together.guild.access.Standing;
import together.guild.access.StandingKey;
import together.guild.access.Standings;
import together.guild.dm.PrivateChannelRepository;
import together.permission.Permission;
import together.proto.MentionsRequest;
import together.proto.MentionsResponse;

/** Whom and what an author may mention in a channel, at the guild's current revision. */
@ApplicationScoped
public class Mentions {
  private final ChannelGuilds channels;
  private final PrivateChannelRepository privates;
  private final Standings standings;

  Mentions(ChannelGuilds channels, PrivateChannelRepository privates, Standings standings) {
    this.channels = channels;
    this.privates = privates;
    this.standings = standings;
  }

  /** None, when the author may not view the channel. */
  public MentionsResponse mentions(MentionsRequest request) {
    var guild = channels.find(List.of(request.getChannelId())).get(request.getChannelId());
    return guild == null ? privately(request) : inGuild(request, guild);
  }

  private MentionsResponse inGuild(MentionsRequest request, long guildId) {
    var keys =
        Stream.concat(Stream.of(request.getAuthorId()), request.getUserIdsList().stream())
            .distinct()
            .map(user -> new StandingKey(guildId, user))
            .toList();
    var found = standings.find(keys);
    var viewers =
        found.stream()
            .filter(standing -> permissions(standing, request.getChannelId()) != 0)
            .map(Standing::userId)
            .toList();
    return found.stream()
        .filter(standing -> standing.userId() == request.getAuthorId())
        .filter(standing -> viewers.contains(standing.userId()))
        .findFirst()
        .map(author -> answer(request, author, viewers))
        .orElse(MentionsResponse.getDefaultInstance());
  }

  private static MentionsResponse answer(
      MentionsRequest request, Standing author, List<Long> viewers) {
    boolean all = Permission.MENTION_EVERYONE.in(permissions(author, request.getChannelId()));
    var response = MentionsResponse.newBuilder();
    request.getUserIdsList().stream().filter(viewers::contains).forEach(response::addUserIds);
    for (long id : request.getRoleIdsList()) {
      var role = author.structure().roles().get(id);
      if (role != null && !role.isEveryone() && (all || role.mentionable())) {
        response.addRoleIds(id);
      }
    }
    request.getChannelIdsList().stream()
        .filter(id -> permissions(author, id) != 0)
        .forEach(response::addChannelIds);
    return response.build();
  }

  /** In a dm there are recipients, and nothing else to name. */
  private MentionsResponse privately(MentionsRequest request) {
    var users =
        Stream.concat(Stream.of(request.getAuthorId()), request.getUserIdsList().stream())
            .distinct()
            .toList();
    var recipients =
        privates.access(users.stream().map(user -> request.getChannelId()).toList(), users).stream()
            .map(PrivateChannelRepository.Access::userId)
            .toList();
    var response = MentionsResponse.newBuilder();
    if (recipients.contains(request.getAuthorId())) {
      request.getUserIdsList().stream().filter(recipients::contains).forEach(response::addUserIds);
    }
    return response.build();
  }

  private static long permissions(Standing standing, long channelId) {
    var channel = standing.structure().channels().get(channelId);
    return channel == null ? 0 : standing.permissions(channel);
  }
}
