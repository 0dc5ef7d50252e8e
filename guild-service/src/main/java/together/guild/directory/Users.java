package together.guild.directory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import together.proto.User;

/** Public profiles in memory: asked for in batches, forgotten when they change. Thread-safe. */
@ApplicationScoped
public class Users {
  private static final int MOST_REMEMBERED = 50_000;
  private static final Duration AGE = Duration.ofMinutes(10);
  private static final int BATCH = 1000;

  private final UserDirectory directory;
  private final Cache<Long, User> remembered =
      Caffeine.newBuilder()
          .maximumSize(MOST_REMEMBERED)
          .expireAfterWrite(AGE)
          .recordStats()
          .build();
  private long changes;

  public Users(UserDirectory directory, MeterRegistry meters) {
    this.directory = directory;
    CaffeineCacheMetrics.monitor(meters, remembered, "guild.users");
  }

  /**
   * Profiles by user id; one whose account is gone is left out. Never called inside a transaction.
   */
  public Map<Long, User> get(Collection<Long> userIds) {
    var found = new HashMap<>(remembered.getAllPresent(userIds));
    var missing = userIds.stream().filter(id -> !found.containsKey(id)).distinct().toList();
    for (int from = 0; from < missing.size(); from += BATCH) {
      load(missing.subList(from, Math.min(from + BATCH, missing.size())), found);
    }
    return found;
  }

  public User get(long userId) {
    return in(get(List.of(userId)), userId);
  }

  /** The profile of a user that was asked for. */
  public static User in(Map<Long, User> found, long userId) {
    var user = found.get(userId);
    return user == null ? gone(userId) : user;
  }

  /** The profile changed: what is being read now may be the old one, so that is not kept either. */
  public synchronized void forget(long userId) {
    changes++;
    remembered.invalidate(userId);
  }

  private void load(List<Long> ids, Map<Long, User> found) {
    long before = changes();
    var users = directory.find(ids);
    users.forEach(user -> found.put(user.getId(), user));
    keep(users, before);
  }

  private synchronized long changes() {
    return changes;
  }

  private synchronized void keep(List<User> users, long changesBefore) {
    if (changes == changesBefore) {
      users.forEach(user -> remembered.put(user.getId(), user));
    }
  }

  /** A member whose account is no more. */
  private static User gone(long userId) {
    return User.newBuilder().setId(userId).setUsername("deleted-user-" + userId).build();
  }
}
