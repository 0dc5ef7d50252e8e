package together.guild.state;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import together.permission.Rank;

/**
 * Roles, channels and overrides of a guild at one structure revision. Immutable.
 *
 * @param roles by id, lowest first
 * @param channels by id, in the order clients show them
 * @param rolePermissions permissions of each role by its id
 */
public record Structure(
    long guildId,
    long revision,
    Map<Long, Role> roles,
    Map<Long, Channel> channels,
    Map<Long, Long> rolePermissions) {
  public static Structure of(
      long guildId, long revision, Collection<Role> roles, Collection<Channel> channels) {
    return new Structure(
        guildId,
        revision,
        byId(roles, Role::id, Comparator.comparing(Role::rank)),
        byId(
            channels,
            Channel::id,
            Comparator.comparingInt(Channel::position).thenComparingLong(Channel::id)),
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

  /** How much memory it takes, counted in roles, channels and overrides. */
  int entries() {
    return 1
        + roles.size()
        + channels.size()
        + channels.values().stream().mapToInt(channel -> channel.overwrites().size()).sum();
  }
}
