package together.message.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import together.message.MessageProblem;
import together.platform.problem.ProblemException;

class WaitsTest {
  private static final long LONG = TimeUnit.MINUTES.toNanos(5);

  private static String await(CompletableFuture<String> answer, long nanos) {
    return Waits.await(answer, nanos, MessageProblem.POST_TIMED_OUT::problem);
  }

  private static void assertLate(CompletableFuture<String> answer, long nanos) {
    var problem = assertThrows(ProblemException.class, () -> await(answer, nanos));
    assertSame(MessageProblem.POST_TIMED_OUT, problem.type());
  }

  @Test
  void anAnswerIsReturnedThoughItComesFromAnotherThreadLater() {
    var answer = new CompletableFuture<String>();
    Thread.startVirtualThread(() -> answer.complete("here"));
    assertEquals("here", await(answer, LONG));
  }

  @Test
  void whatHasNoAnswerInTimeIsLateAndOver() {
    var answer = new CompletableFuture<String>();
    long before = System.nanoTime();
    assertLate(answer, TimeUnit.MILLISECONDS.toNanos(100));
    assertTrue(System.nanoTime() - before >= TimeUnit.MILLISECONDS.toNanos(100));
    assertTrue(answer.isDone());
    assertFalse(answer.complete("too late"));
  }

  @Test
  void aTimeThatHasPassedIsLate() {
    assertLate(new CompletableFuture<>(), -1);
  }

  @Test
  void aFailureIsItsProblem() {
    var answer = new CompletableFuture<String>();
    answer.completeExceptionally(MessageProblem.CHANNEL_BUSY.problem());
    var problem = assertThrows(ProblemException.class, () -> await(answer, LONG));
    assertSame(MessageProblem.CHANNEL_BUSY, problem.type());
  }

  @Test
  void whoIsInterruptedWaitsNoLongerAndNobodyWorksForIt() {
    var answer = new CompletableFuture<String>();
    Thread.currentThread().interrupt();
    assertLate(answer, LONG);
    assertTrue(Thread.interrupted());
    assertTrue(answer.isCancelled());
  }
}
