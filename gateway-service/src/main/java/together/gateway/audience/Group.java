package together.gateway.audience;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All seats of a guild that see the same: one role set, or one user whom an override treats apart.
 */
final class Group {
  /**
   * What decides sight.
   *
   * @param roles the member's roles, ascending
   * @param apart the user when the guild's owner or named by an override, else 0
   */
  record Key(List<Long> roles, long apart) {
    static Key of(GuildView view, List<Long> roles, long userId) {
      boolean apart = view.ownerId() == userId || view.hasOverride(userId);
      return new Key(roles.stream().sorted().toList(), apart ? userId : 0);
    }
  }

  private final Key key;
  private final Set<Seat> seats = new LinkedHashSet<>();
  private final Map<Long, Boolean> sight = new HashMap<>();

  Group(Key key) {
    this.key = key;
  }

  Key key() {
    return key;
  }

  Set<Seat> seats() {
    return seats;
  }

  boolean canView(GuildView view, long channelId) {
    return sight.computeIfAbsent(channelId, id -> Sight.canView(view, key, id));
  }

  /** The guild's structure has changed. */
  void forgetSight() {
    sight.clear();
  }
}
