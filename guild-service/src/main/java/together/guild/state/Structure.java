package together.guild.state;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import together.permission.Permissions;
import together.permission.Rank;
import together.permission.Subject;

/**
 * Roles, channels, overrides and emojis of a guild at one structure revision. Immutable.
 *
 * @param roles by id, lowest first
 * @param channels by id, in the order clients show them
 * @param emojis by id, ascending
 * @param rolePermissions permissions of each role by its id
 */
public record Structure(
    long guildId,
    long revision,
    Map<Long, Role> roles,
    Map<Long, Channel> channels,
    Map<Long, Emoji> emojis,
    Map<Long, Long> rolePermissions) {
  /** Of a guild without emojis. */
  public static Structure of(
      long guildId, long revision, Collection<Role> roles, Collection<Channel> channels) {
    return of(guildId, revision, roles, channels, List.of());
  }

  public static Structure of(
      long guildId,
      long revision,
      Collection<Role> roles,
      Collection<Channel> channels,
      Collection<Emoji> emojis) {
    return new Structure(
        guildId,
        revision,
        byId(roles, Role::id, Comparator.comparing(Role::rank)),
        byId(
            channels,
            Channel::id,
            Comparator.comparingInt(Channel::position).thenComparingLong(Channel::id)),
        byId(emojis, Emoji::id, Comparator.comparingLong(Emoji::id)),
        roles.stream().collect(Collectors.toUnmodifiableMap(Role::id, Role::permissions)));
  }

  private static <T> Map<Long, T> byId(
      Collection<T> all, Function<T, Long> id, Comparator<T> order) {
    return all.stream()
        .sorted(order)
        .collect(
            Collectors.collectingAndThen(
                Collectors.toMap(
                    id, Function.identity(), (one, other) -> one, java.util.LinkedHashMap::new),
                java.util.Collections::unmodifiableMap));
  }

  /** Those of the ids that are roles here, without {@code @everyone}. */
  public List<Long> known(Collection<Long> roleIds) {
    return roleIds.stream().filter(id -> id != guildId && roles.containsKey(id)).toList();
  }

  /** The highest of a member's roles. */
  public Rank highest(Collection<Long> roleIds) {
    return known(roleIds).stream()
        .map(id -> roles.getOrDefault(id, Role.everyone(guildId, 0)).rank())
        .max(Comparator.naturalOrder())
        .orElse(Rank.LOWEST);
  }

  /** Where the server itself speaks: the first text channel that everybody may view. */
  public Optional<Channel> systemChannel() {
    var anybody = new Subject(0, false, List.of(), false);
    return channels.values().stream()
        .filter(channel -> channel.type() == Channel.TEXT)
        .filter(channel ->
            Permissions.inChannel(anybody, guildId, rolePermissions, channel.overwrites()) != 0)
        .findFirst();
  }

  /** How much memory it takes, counted in roles, channels, overrides and emojis. */
  int entries() {
    return 1
        + roles.size()
        + channels.size()
        + emojis.size()
        + channels.values().stream().mapToInt(channel -> channel.overwrites().size()).sum();
  }
}
