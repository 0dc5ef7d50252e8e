package together.bench.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import together.bench.receive.Receiver;
import together.bench.receive.Tally;

/** Posts at the times of a plan, whether or not earlier ones are answered. */
final class OpenLoop {
  private static final Duration DRAIN = Duration.ofSeconds(30);

  /** The way of a post. Must not block. */
  interface Posts {
    void post(int number, Delivery delivery);
  }

  private OpenLoop() {}

  /** Returns when all that was acknowledged has come to all, or does not come any more. */
  static void run(Posts posts, Delivery delivery, int perSecond, Receiver receiver) {
    receiver.listen(delivery);
    run(posts, delivery, perSecond);
    await(delivery::allReceived);
    receiver.listen(Tally.NOBODY);
  }

  /** Nobody receives: returns when all are answered. */
  static void run(Posts posts, Delivery delivery, int perSecond) {
    var interval = (double) TimeUnit.SECONDS.toNanos(1) / perSecond;
    var begin = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(50);
    for (var number = 0; number < delivery.posts(); number++) {
      var planned = begin + (long) (number * interval);
      for (var left = planned - System.nanoTime(); left > 0; left = planned - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      delivery.planned(number, planned);
      posts.post(number, delivery);
    }
    await(delivery::allAnswered);
  }

  static void await(BooleanSupplier done) {
    var deadline = System.nanoTime() + DRAIN.toNanos();
    while (!done.getAsBoolean() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }
}
