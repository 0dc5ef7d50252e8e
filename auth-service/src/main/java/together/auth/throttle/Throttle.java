package together.auth.throttle;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import together.auth.AuthProblem;
import together.platform.problem.ProblemException;

/**
 * Slows guessing down. A guess counts as wrong when it begins, so many at once are not judged as
 * one; it is taken back when it was right. Beyond a budget's free guesses each one closes it for a
 * pause, twice as long as the one before, until it is quiet for a time. What a closed budget is
 * asked is not judged at all, right or wrong.
 */
@ApplicationScoped
public class Throttle {
  private final ThrottleRepository repository;
  private final ThrottleSettings settings;
  private final Clock clock;

  Throttle(ThrottleRepository repository, ThrottleSettings settings, Clock clock) {
    this.repository = repository;
    this.settings = settings;
    this.clock = clock;
  }

  public ThrottleSettings settings() {
    return settings;
  }

  /** Counts a guess against all of them. Throws {@code TOO_MANY_ATTEMPTS} when one is closed. */
  public void enter(List<Budget> budgets) {
    var sorted = budgets.stream().sorted(Throttle::order).toList();
    var now = clock.instant();
    try {
      var blocked = repository.blockedUntil(sorted, now);
      if (blocked.isPresent()) {
        throw later(now, blocked.get());
      }
      if (!repository.take(sorted, now)) {
        throw later(now, now);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot count attempts", e);
    }
  }

  /** The guess was right. */
  public void succeeded(List<Budget> budgets) {
    for (var budget : budgets) {
      giveBack(budget, budget.own());
    }
  }

  /** The guess was not judged. */
  public void released(List<Budget> budgets) {
    for (var budget : budgets) {
      giveBack(budget, false);
    }
  }

  private void giveBack(Budget budget, boolean all) {
    try {
      repository.giveBack(budget, all);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot count attempts", e);
    }
  }

  private static int order(Budget one, Budget other) {
    return java.util.Arrays.compareUnsigned(one.key(), other.key());
  }

  private static ProblemException later(Instant now, Instant until) {
    long millis = Duration.between(now, until).toMillis();
    return ProblemException.later(
        AuthProblem.TOO_MANY_ATTEMPTS,
        "too many attempts, try again later",
        (int) Math.min(Integer.MAX_VALUE, (millis + 999) / 1000));
  }
}
