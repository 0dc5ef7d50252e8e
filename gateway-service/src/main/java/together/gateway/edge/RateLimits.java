package together.gateway.edge;

import io.vertx.core.MultiMap;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import together.platform.problem.CommonProblem;
import together.platform.problem.ProblemException;

/** The limits of {@code docs/protocol.md}, told to callers in {@code X-RateLimit-*}. */
@ApplicationScoped
public class RateLimits {
  private static final double NANOS = 1e9;

  private final RateLimiter<Long> users;
  private final RateLimiter<String> registrations;

  public RateLimits(EdgeSettings settings) {
    users =
        new RateLimiter<>(settings.requestsPerSecond(), Duration.ofSeconds(1), System::nanoTime);
    registrations =
        new RateLimiter<>(
            settings.registrationsPerMinute(), Duration.ofMinutes(1), System::nanoTime);
  }

  /**
   * Counts a request of a user.
   *
   * @param answer headers of the answer
   * @throws ProblemException 429
   */
  void countUser(long userId, MultiMap answer) {
    tell(users.call(userId), answer);
  }

  /**
   * Counts a registration from an address.
   *
   * @param answer headers of the answer
   * @throws ProblemException 429
   */
  void countRegistration(String address, MultiMap answer) {
    tell(registrations.call(Network.household(address)), answer);
  }

  private static void tell(RateLimiter.Decision decision, MultiMap answer) {
    answer.set("X-RateLimit-Limit", Integer.toString(decision.limit()));
    answer.set("X-RateLimit-Remaining", Integer.toString(decision.remaining()));
    answer.set("X-RateLimit-Reset-After", seconds(decision.resetNanos()));
    if (!decision.allowed()) {
      answer.set("Retry-After", Long.toString((long) Math.ceil(decision.retryNanos() / NANOS)));
      throw new ProblemException(
          CommonProblem.RATE_LIMITED, "at most " + decision.limit() + " at a time; try later");
    }
  }

  /** Seconds with three decimals. */
  private static String seconds(long nanos) {
    long thousandths = nanos / 1_000_000;
    var fraction = Long.toString(1_000 + thousandths % 1_000).substring(1);
    return thousandths / 1_000 + "." + fraction;
  }
}
