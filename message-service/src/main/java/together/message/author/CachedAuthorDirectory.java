package together.message.author;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import together.proto.User;

/**
 * Remembers profiles: at most 50,000, for ten minutes, and until {@link #changed} tells of a newer
 * one. Thread-safe.
 */
@ApplicationScoped
public class CachedAuthorDirectory implements AuthorDirectory {
  private static final int MOST_REMEMBERED = 50_000;
  private static final Duration REMEMBERED_FOR = Duration.ofMinutes(10);
  private static final String GONE = "deleted_user";

  private final UserQuestions questions;
  private final Cache<Long, User> known =
      Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).expireAfterWrite(REMEMBERED_FOR).build();

  /** Raised by each change: what was asked for before one is not remembered after it. */
  private final AtomicLong changes = new AtomicLong();

  CachedAuthorDirectory(UserSource source) {
    questions = new UserQuestions(source);
  }

  @Override
  public Map<Long, User> find(Set<Long> userIds) {
    var found = new HashMap<>(known.getAllPresent(userIds));
    var missing = userIds.stream().filter(id -> !found.containsKey(id)).toList();
    for (var user : load(missing)) {
      found.put(user.getId(), user);
    }
    for (var id : missing) {
      found.computeIfAbsent(id, gone -> User.newBuilder().setId(gone).setUsername(GONE).build());
    }
    return found;
  }

  /** The user's profile is this from now on. */
  void changed(User user) {
    changes.incrementAndGet();
    known.put(user.getId(), user);
  }

  /** There is no such user any more. */
  void gone(long userId) {
    changes.incrementAndGet();
    known.invalidate(userId);
  }

  private List<User> load(List<Long> ids) {
    long before = changes.get();
    var users = questions.ask(ids);
    if (changes.get() == before) {
      users.forEach(user -> known.put(user.getId(), user));
    }
    return users;
  }
}
