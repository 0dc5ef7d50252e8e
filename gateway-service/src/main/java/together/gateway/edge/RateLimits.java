package together.gateway.edge;

import io.vertx.core.MultiMap;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import together.platform.problem.CommonProblem;
import together.platform.problem.ProblemException;

/**
 * The limits of {@code docs/protocol.md}: of a user, of an address that calls without a token, and
 * of routes. A call counts in each that applies; {@code X-RateLimit-*} tell of the one that leaves
 * least.
 */
@ApplicationScoped
public class RateLimits {
  private static final double NANOS = 1e9;
  private static final int MOST_USERS = 50_000;
  private static final int MOST_ADDRESSES = 50_000;

  /** Of one limit of routes; there are about ten. */
  private static final int MOST_IN_ROUTE = 10_000;

  private static final String LIMIT = "X-RateLimit-Limit";
  private static final String REMAINING = "X-RateLimit-Remaining";
  private static final String RESET = "X-RateLimit-Reset-After";

  private final RateLimiter<Long> users;
  private final RateLimiter<String> addresses;
  private final Map<String, RateLimiter<Object>> routes = new HashMap<>();

  /**
   * The limits of this table's routes.
   *
   * @throws IllegalArgumentException when a route names a limit that is no setting
   */
  public RateLimits(EdgeSettings settings, RouteTable table) {
    var second = Duration.ofSeconds(1);
    users = limiter(new Rate(settings.requestsPerSecond(), second), MOST_USERS);
    addresses = limiter(new Rate(settings.addressRequestsPerSecond(), second), MOST_ADDRESSES);
    for (var route : table.routes()) {
      if (route.isLimited()) {
        routes.computeIfAbsent(
            bucketOf(route), _ -> limiter(rate(settings, route.limit()), MOST_IN_ROUTE));
      }
    }
  }

  private static <K> RateLimiter<K> limiter(Rate rate, int mostKeys) {
    return new RateLimiter<>(rate, mostKeys, System::nanoTime);
  }

  private static Rate rate(EdgeSettings settings, String limit) {
    var minute = Duration.ofMinutes(1);
    return switch (limit) {
      case "registrations" -> new Rate(settings.registrationsPerMinute(), minute);
      case "logins" -> new Rate(settings.loginsPerMinute(), minute);
      default -> Rate.parse(limit);
    };
  }

  /** Routes that name the same setting share its bucket; a rate is each route's own. */
  private static String bucketOf(Route route) {
    return route.limit().indexOf('/') < 0 ? route.limit() : route.limit() + route.template();
  }

  /**
   * Counts a request of a user.
   *
   * @param answer headers of the answer
   * @throws ProblemException 429
   */
  void countUser(Route route, long userId, MultiMap answer) {
    tell(users.call(userId), answer);
    countRoute(route, userId, answer);
  }

  /**
   * Counts a request without a token.
   *
   * @param answer headers of the answer
   * @throws ProblemException 429
   */
  void countAddress(Route route, String address, MultiMap answer) {
    var household = Network.household(address);
    tell(addresses.call(household), answer);
    countRoute(route, household, answer);
  }

  /**
   * Counts a request whose token was refused: guessing is not free.
   *
   * @param answer headers of the answer
   * @throws ProblemException 429
   */
  void countRefusal(String address, MultiMap answer) {
    tell(addresses.call(Network.household(address)), answer);
  }

  private void countRoute(Route route, Object caller, MultiMap answer) {
    var limiter = route.isLimited() ? routes.get(bucketOf(route)) : null;
    if (limiter != null) {
      tell(limiter.call(caller), answer);
    }
  }

  private static void tell(RateLimiter.Decision decision, MultiMap answer) {
    var told = answer.get(REMAINING);
    if (told == null || decision.remaining() <= Integer.parseInt(told)) {
      answer.set(LIMIT, Integer.toString(decision.limit()));
      answer.set(REMAINING, Integer.toString(decision.remaining()));
      answer.set(RESET, seconds(decision.resetNanos()));
    }
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
