package together.message.lane;

import io.netty.util.HashedWheelTimer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import together.message.MessageProblem;
import together.platform.problem.ProblemException;

/**
 * Waits for answers of lanes, each for so long at most. All share one coarse timer, for nearly
 * every wait ends before its time: a virtual thread's own timed wait is a task that another thread
 * takes up and drops again.
 */
public final class Waits {
  private static final long TICK_MILLIS = 50;
  private static final HashedWheelTimer TIMER =
      new HashedWheelTimer(
          task -> Thread.ofPlatform().daemon().name("waits").unstarted(task),
          TICK_MILLIS,
          TimeUnit.MILLISECONDS);

  private Waits() {}

  /**
   * The answer. A failure is thrown as the problem it is. A wait that ends without an answer, by
   * its time or by an interrupt, ends the answer too, so that nobody works for it any more.
   *
   * @param nanos how long at most, give or take a tick of 50 ms
   * @param late the problem when there is no answer
   */
  public static <T> T await(
      CompletableFuture<T> answer, long nanos, Supplier<ProblemException> late) {
    var end =
        TIMER.newTimeout(
            _ -> answer.completeExceptionally(new TimeoutException()), nanos, TimeUnit.NANOSECONDS);
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof TimeoutException ? late.get() : MessageProblem.of(e);
    } catch (InterruptedException e) {
      answer.cancel(false);
      Thread.currentThread().interrupt();
      throw late.get();
    } finally {
      end.cancel();
    }
  }
}
