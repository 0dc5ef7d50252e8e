package together.auth.throttle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.auth.testing.AuthPlatform;
import together.platform.problem.ProblemException;
import together.platform.testing.MovableClock;

/** With the real table, and a clock that goes when it is told to. */
@QuarkusTest
@WithTestResource(AuthPlatform.class)
class ThrottleTest {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final int FREE = 3;

  @Inject AgroalDataSource dataSource;
  @Inject ThrottleSettings settings;

  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-21T12:00:00Z"));
  private final String subject = "subject " + COUNT.incrementAndGet();
  private final List<Budget> own = List.of(new Budget("test", subject, FREE, true));
  private final List<Budget> shared = List.of(new Budget("test", subject, FREE, false));
  private Throttle throttle;

  @BeforeEach
  void start() {
    throttle = new Throttle(new ThrottleRepository(dataSource, settings), settings, clock);
  }

  /** Seconds to wait; 0 when it is judged. */
  private int attempt(List<Budget> budgets) {
    try {
      throttle.enter(budgets);
      return 0;
    } catch (ProblemException e) {
      assertEquals(429, e.type().status());
      return e.retryAfter();
    }
  }

  private void use(int attempts) {
    for (int i = 0; i < attempts; i++) {
      assertEquals(0, attempt(own));
    }
  }

  @Test
  void pausesDoubleUpToTheLongestAndNeverLockOut() {
    use(FREE);
    long longest = settings.longestPause().toSeconds();
    for (long pause = 1; pause < 4 * longest; pause *= 2) {
      assertEquals(0, attempt(own));
      long expected = Math.min(pause, longest);
      assertEquals(expected, attempt(own), "after " + pause);
      clock.move(Duration.ofSeconds(expected).minusMillis(1));
      assertEquals(1, attempt(own));
      clock.move(Duration.ofMillis(1));
    }
    assertEquals(0, attempt(own));
  }

  @Test
  void whatIsPutOffDoesNotCount() {
    use(FREE + 1);
    for (int i = 0; i < 100; i++) {
      assertEquals(1, attempt(own));
    }
    clock.move(Duration.ofSeconds(1));
    assertEquals(0, attempt(own));
    assertEquals(2, attempt(own));
  }

  @Test
  void aRightGuessClearsItsOwnBudget() {
    use(FREE + 1);
    clock.move(Duration.ofSeconds(1));
    assertEquals(0, attempt(own));
    throttle.succeeded(own);
    use(FREE + 1);
    assertEquals(1, attempt(own));
  }

  @Test
  void aRightGuessTakesOnlyItselfBackFromASharedBudget() {
    use(FREE + 1);
    clock.move(Duration.ofSeconds(1));
    assertEquals(0, attempt(shared));
    throttle.succeeded(shared);
    assertEquals(0, attempt(shared));
    assertEquals(2, attempt(shared));
  }

  @Test
  void aQuietHourIsForgotten() {
    use(FREE + 1);
    clock.move(settings.forgetAfter().plusSeconds(1));
    use(FREE + 1);
    assertEquals(1, attempt(own));
  }

  @Test
  void aClockThatWentBackLocksNobodyOut() {
    clock.move(Duration.ofDays(1));
    use(FREE + 1);
    clock.move(Duration.ofDays(-1));
    use(FREE + 1);
    assertEquals(1, attempt(own));
  }

  @Test
  void guessesAtOnceAreCountedOneByOne() throws Exception {
    var calls = new ArrayList<Callable<Integer>>();
    for (int i = 0; i < 40; i++) {
      calls.add(() -> attempt(own));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var judged = threads.invokeAll(calls).stream().filter(call -> call.resultNow() == 0).count();
      assertEquals(FREE + 1, judged);
    }
  }

  @Test
  void oneClosedBudgetIsEnough() {
    use(FREE + 1);
    var other = new Budget("test", subject + " of another", FREE, false);
    assertEquals(1, attempt(List.of(own.getFirst(), other)));
    assertEquals(0, attempt(List.of(other)));
  }

  @Test
  void countsAreDeletedWhenTheyAreForgotten() throws SQLException {
    use(1);
    var repository = new ThrottleRepository(dataSource, settings);
    clock.move(settings.forgetAfter().plusSeconds(1));
    repository.purge(clock.instant());
    throttle.enter(own);
    assertTrue(repository.blockedUntil(own, clock.instant()).isEmpty());
    assertThrows(
        ProblemException.class,
        () -> {
          for (int i = 0; i <= FREE + 1; i++) {
            throttle.enter(own);
          }
        });
  }
}
