package together.auth.password;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import together.auth.AuthProblem;
import together.platform.problem.ProblemException;

/**
 * Hashes and checks passwords, a bounded number at once: a flood of logins takes neither the memory
 * nor the cores nor the threads that answer other requests. Who would wait too long is told to come
 * again.
 */
@ApplicationScoped
public class PasswordHashes {
  private static final Logger log = Logger.getLogger(PasswordHashes.class);
  private static final int SALT_BYTES = 16;

  /** A database that is damaged as a whole fills neither the memory nor the log. */
  private static final int MOST_TOLD = 1_000;

  /** One core of so many hashes, the others do the rest of the work. */
  private static final int CORES = 2;

  /** No hash takes less, so more waiters than this times the longest wait cannot be served. */
  private static final int LEAST_MILLIS = 10;

  private final SecureRandom random = new SecureRandom();
  private final PasswordHash.Cost cost;
  private final Duration longestWait;
  private final ThreadPoolExecutor workers;
  private final PasswordHash nobodys;
  private final Set<Long> unreadable = ConcurrentHashMap.newKeySet();

  public PasswordHashes(PasswordSettings settings) {
    cost = new PasswordHash.Cost(settings.memoryKib(), settings.passes());
    longestWait = settings.longestWait();
    int atOnce = atOnce(settings);
    int waiting = (int) Math.max(1, atOnce * longestWait.toMillis() / LEAST_MILLIS);
    workers =
        new ThreadPoolExecutor(
            atOnce,
            atOnce,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(waiting),
            Thread.ofPlatform().daemon().name("password-", 0).factory());
    workers.allowCoreThreadTimeOut(true);
    nobodys = new PasswordHash(cost, salt(), new byte[PasswordHash.HASH_BYTES]);
  }

  /** Where the native library cannot be loaded, the start fails instead of the first login. */
  void start(@Observes StartupEvent event) {
    var _ = PasswordHash.of("", salt(), PasswordHash.LEAST);
  }

  void stop(@Observes ShutdownEvent event) {
    workers.shutdownNow();
  }

  /** The hash of a new password, as it is stored. */
  public String hash(String password) {
    return compute(() -> PasswordHash.of(password, salt(), cost).toString());
  }

  /**
   * Whether it is the user's password. {@code stored} null means that there is none: false, after
   * the time that a real check takes. So is what is too long to be a password, and any password
   * where what is stored is no hash.
   */
  public boolean matches(String password, long userId, @Nullable String stored) {
    return check(password, stored == null ? nobodys : read(userId, stored));
  }

  /** False, after the time that a real check takes: there is no such account. */
  public boolean matchesNobodys(String password) {
    return check(password, nobodys);
  }

  private boolean check(String password, StoredHash hash) {
    return PasswordRules.isPossible(password)
        ? compute(() -> hash.matches(password))
        : compute(() -> nobodys.matches(""));
  }

  /** A damaged row is its own user's misfortune, told once; who guesses learns nothing of it. */
  private StoredHash read(long userId, String stored) {
    try {
      return StoredHash.parse(stored);
    } catch (IllegalArgumentException _) {
      if (unreadable.size() < MOST_TOLD && unreadable.add(userId)) {
        log.errorf(
            "what is stored for user %d is no password hash: no password is right until a reset",
            userId);
      }
      return nobodys;
    }
  }

  /** Whether a hash that is stored should be made anew, now that the password is known. */
  public boolean isOutdated(String stored) {
    return !StoredHash.parse(stored).isWorth(cost);
  }

  /** Whether a hash from elsewhere can be checked here. */
  public static boolean isReadable(String stored) {
    return BcryptHash.isOne(stored) || PasswordHash.isOne(stored);
  }

  private static int atOnce(PasswordSettings settings) {
    int processors = Runtime.getRuntime().availableProcessors();
    return Math.max(1, Math.min(processors / CORES, settings.mostAtOnce()));
  }

  private byte[] salt() {
    var salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return salt;
  }

  /**
   * The longest wait is for the turn. A hash once begun is waited for to its end: while a cold or
   * loaded machine needs longer than that for one, giving it up would let nobody in at all.
   */
  private <T> T compute(Callable<T> work) {
    var task = new FutureTask<>(work);
    try {
      workers.execute(task);
      try {
        return task.get(longestWait.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (workers.remove(task)) {
          throw busy();
        }
        return task.get();
      }
    } catch (RejectedExecutionException e) {
      throw busy();
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot hash", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    }
  }

  private static ProblemException busy() {
    return new ProblemException(
        AuthProblem.TOO_MANY_LOGINS, "too many logins at this moment, try again");
  }
}
