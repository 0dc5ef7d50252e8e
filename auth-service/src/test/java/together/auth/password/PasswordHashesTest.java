package together.auth.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import together.auth.AuthProblem;
import together.platform.problem.ProblemException;

class PasswordHashesTest {
  private static final long USER = 1;

  private record Settings(int memoryKib, int passes, int mostAtOnce, Duration longestWait)
      implements PasswordSettings {}

  private static PasswordHashes hashes(int memoryKib, int passes, Duration longestWait) {
    return new PasswordHashes(new Settings(memoryKib, passes, 1, longestWait));
  }

  @Test
  void knowsThePasswordAgain() {
    var hashes = hashes(256, 2, Duration.ofSeconds(10));
    var stored = hashes.hash("correct horse");
    assertTrue(stored.startsWith("$argon2id$v=19$m=256,t=2,p=1$"));
    assertTrue(hashes.matches("correct horse", USER, stored));
    assertFalse(hashes.matches("correct h0rse", USER, stored));
    assertNotEquals(stored, hashes.hash("correct horse"));
  }

  @Test
  void worksAsHardWhenThereIsNothingToCompareWith() {
    var hashes = hashes(8192, 8, Duration.ofSeconds(60));
    var stored = hashes.hash("correct horse");
    long known = fastest(() -> assertFalse(hashes.matches("wrong", USER, stored)));
    assertTakesAsLong(known, () -> hashes.matchesNobodys("wrong"));
    assertTakesAsLong(known, () -> hashes.matches("wrong", USER, null));
    assertTakesAsLong(known, () -> hashes.matches("wrong", USER, "plain text"));
  }

  @Test
  void tellsWhoWouldWaitTooLongToComeAgain() throws Exception {
    var hashes = hashes(4096, 100, Duration.ofMillis(30));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls = new ArrayList<Future<String>>();
      for (int i = 0; i < 50; i++) {
        calls.add(threads.submit(() -> hashes.hash("correct horse")));
      }
      int refused = 0;
      for (var call : calls) {
        try {
          call.get();
        } catch (ExecutionException e) {
          var problem = assertInstanceOf(ProblemException.class, e.getCause());
          assertEquals(AuthProblem.TOO_MANY_LOGINS, problem.type());
          refused++;
        }
      }
      assertTrue(refused >= 48, "refused " + refused);
      assertTrue(refused < 50, "nobody had a turn, though one hash takes longer than the wait");
    }
  }

  private static void assertTakesAsLong(long known, BooleanSupplier check) {
    long unknown = fastest(() -> assertFalse(check.getAsBoolean()));
    assertTrue(
        unknown > known / 2 && known > unknown / 2,
        () -> "known %d µs, unknown %d µs".formatted(known / 1000, unknown / 1000));
  }

  private static long fastest(Runnable work) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 7; i++) {
      long start = System.nanoTime();
      work.run();
      best = Math.min(best, System.nanoTime() - start);
    }
    return best;
  }
}
