package together.guild.authority;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import together.guild.access.ChannelGuilds;
import together.guild.access.Standing;
import together.guild.access.StandingKey;
import together.guild.access.Standings;
import together.guild.dm.Blocks;
import together.guild.dm.PrivateChannelRepository;
import together.guild.state.Channel;
import together.proto.Authorization;
import together.proto.AuthorizeQuery;
import together.proto.ChannelsAllowingResponse;

/** Answers who may do what in which channel, each at the current revision of the guild. */
@ApplicationScoped
public class Authority {
  private static final Authorization UNKNOWN = Authorization.getDefaultInstance();

  private final ChannelGuilds channels;
  private final PrivateChannelRepository privates;
  private final Blocks blocks;
  private final Standings standings;

  Authority(
      ChannelGuilds channels,
      PrivateChannelRepository privates,
      Blocks blocks,
      Standings standings) {
    this.channels = channels;
    this.privates = privates;
    this.blocks = blocks;
    this.standings = standings;
  }

  /** In the order of the queries; one statement when the structures are in memory. */
  public List<Authorization> authorize(List<AuthorizeQuery> queries) {
    var guildOf =
        channels.find(queries.stream().map(AuthorizeQuery::getChannelId).distinct().toList());
    var keys =
        queries.stream()
            .filter(query -> guildOf.containsKey(query.getChannelId()))
            .map(query -> key(query, guildOf))
            .distinct()
            .toList();
    Map<StandingKey, Standing> found = new HashMap<>();
    if (!keys.isEmpty()) {
      standings.find(keys).forEach(standing -> found.put(standing.key(), standing));
    }
    var ofNoGuild = privates(queries, guildOf);
    var blocked = blocked(queries, ofNoGuild);
    return queries.stream()
        .map(query ->
            guildOf.containsKey(query.getChannelId())
                ? answer(query, found.get(key(query, guildOf)))
                : answer(query, ofNoGuild, blocked))
        .toList();
  }

  /** The channels of a guild in which a member has all of the needed bits. */
  public ChannelsAllowingResponse channelsAllowing(long userId, long guildId, long needed) {
    return standings.find(List.of(new StandingKey(guildId, userId))).stream()
        .filter(standing -> standing.member() != null)
        .findFirst()
        .map(standing ->
            ChannelsAllowingResponse.newBuilder()
                .setMember(true)
                .setRevision(standing.guild().revision())
                .addAllChannelIds(
                    standing.visibleChannels().stream()
                        .filter(channel -> (standing.permissions(channel) & needed) == needed)
                        .map(Channel::id)
                        .toList())
                .build())
        .orElse(ChannelsAllowingResponse.getDefaultInstance());
  }

  /** Dms and group dms the queries are about, for those of their recipients who ask. */
  private List<PrivateChannelRepository.Access> privates(
      List<AuthorizeQuery> queries, Map<Long, Long> guildOf) {
    var others =
        queries.stream().filter(query -> !guildOf.containsKey(query.getChannelId())).toList();
    return others.isEmpty()
        ? List.of()
        : privates.access(
            others.stream().map(AuthorizeQuery::getChannelId).toList(),
            others.stream().map(AuthorizeQuery::getUserId).toList());
  }

  /** Dms of the queries that a block leaves for reading only. */
  private Set<Long> blocked(
      List<AuthorizeQuery> queries, List<PrivateChannelRepository.Access> recipients) {
    var asked =
        queries.stream()
            .filter(query -> Blocks.matter(query.getNeeded()))
            .map(AuthorizeQuery::getChannelId)
            .collect(Collectors.toSet());
    return blocks.among(
        recipients.stream().filter(one -> asked.contains(one.channelId())).toList());
  }

  private static Authorization answer(
      AuthorizeQuery query, List<PrivateChannelRepository.Access> recipients, Set<Long> blocked) {
    long permissions = Blocks.permissions(blocked.contains(query.getChannelId()));
    return recipients.stream()
        .filter(one -> one.channelId() == query.getChannelId())
        .filter(one -> one.userId() == query.getUserId())
        .findFirst()
        .map(one ->
            Authorization.newBuilder()
                .setAllowed((permissions & query.getNeeded()) == query.getNeeded())
                .setPermissions(permissions)
                .setRevision(one.revision())
                .setType(one.type())
                .build())
        .orElse(UNKNOWN);
  }

  private static StandingKey key(AuthorizeQuery query, Map<Long, Long> guildOf) {
    return new StandingKey(guildOf.getOrDefault(query.getChannelId(), 0L), query.getUserId());
  }

  private static Authorization answer(AuthorizeQuery query, @Nullable Standing standing) {
    var channel =
        standing == null ? null : standing.structure().channels().get(query.getChannelId());
    if (standing == null || channel == null) {
      return UNKNOWN;
    }
    long permissions = standing.permissions(channel);
    return Authorization.newBuilder()
        .setAllowed(permissions != 0 && (permissions & query.getNeeded()) == query.getNeeded())
        .setPermissions(permissions)
        .setRevision(standing.guild().revision())
        .setGuildId(standing.guild().id())
        .setType(channel.type())
        .setRateLimitPerUser(channel.rateLimitPerUser())
        .setUserLimit(channel.userLimit())
        .build();
  }
}
