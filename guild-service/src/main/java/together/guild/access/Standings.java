package together.guild.access;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import together.guild.GuildProblem;
import together.guild.access.StandingRepository.Rows;
import together.guild.database.Sql;
import together.guild.state.Guild;
import together.guild.state.Structure;
import together.guild.state.StructureCache;
import together.platform.problem.ProblemException;

/**
 * Reads where users stand, always at one revision per guild: one statement for the rows, the
 * structures from memory; when one is not there, all of it again in one snapshot.
 */
@ApplicationScoped
public class Standings {
  private final StandingRepository repository;
  private final ChannelGuilds channels;
  private final StructureCache structures;
  private final Sql sql;
  private final Clock clock;

  public Standings(
      StandingRepository repository,
      ChannelGuilds channels,
      StructureCache structures,
      Sql sql,
      Clock clock) {
    this.repository = repository;
    this.channels = channels;
    this.structures = structures;
    this.sql = sql;
    this.clock = clock;
  }

  /** Standings of those keys whose guild exists, strangers' too. */
  public List<Standing> find(Collection<StandingKey> keys) {
    return consistent(() -> repository.find(keys));
  }

  /** The guilds of a user, by id, at most {@code limit} after {@code after}. */
  public List<Standing> ofUser(long userId, long after, int limit) {
    return consistent(() -> repository.ofUser(userId, after, limit));
  }

  /** A member's standing, or 404 for anyone else. */
  public Standing member(long guildId, long userId) {
    return findMember(guildId, userId).orElseThrow(() -> notFound(guildId));
  }

  public boolean isMember(long guildId, long userId) {
    return findMember(guildId, userId).isPresent();
  }

  /** The standing, in the channel's guild, of someone who may view the channel; else 404. */
  public Standing viewer(long channelId, long userId) {
    var guildId = channels.find(List.of(channelId)).get(channelId);
    var standing = guildId == null ? Optional.<Standing>empty() : findMember(guildId, userId);
    standing.ifPresent(found -> found.channel(channelId));
    return standing.orElseThrow(() -> Standing.noChannel(channelId));
  }

  /** Whether the channel is, or was, a guild's. */
  public boolean isOfGuild(long channelId) {
    return !channels.find(List.of(channelId)).isEmpty();
  }

  private Optional<Standing> findMember(long guildId, long userId) {
    return find(List.of(new StandingKey(guildId, userId))).stream()
        .filter(standing -> standing.member() != null)
        .findFirst();
  }

  public static ProblemException notFound(long guildId) {
    return new ProblemException(GuildProblem.SERVER_NOT_FOUND, "you are in no server " + guildId);
  }

  private List<Standing> consistent(Supplier<List<Rows>> query) {
    var rows = query.get();
    var known = structures.known(guilds(rows));
    if (rows.stream().allMatch(row -> known.containsKey(row.guild().id()))) {
      return standings(rows, known);
    }
    return QuarkusTransaction.requiringNew()
        .call(() -> {
          sql.update("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
          var again = query.get();
          return standings(again, structures.get(guilds(again)));
        });
  }

  private static Collection<Guild> guilds(List<Rows> rows) {
    return rows.stream()
        .map(Rows::guild)
        .collect(Collectors.toMap(Guild::id, guild -> guild, (one, same) -> one))
        .values();
  }

  private List<Standing> standings(List<Rows> rows, Map<Long, Structure> structureOf) {
    var now = clock.instant();
    return rows.stream()
        .map(row ->
            new Standing(
                row.key().userId(),
                row.guild(),
                Objects.requireNonNull(structureOf.get(row.guild().id())),
                row.member(),
                now))
        .toList();
  }
}
