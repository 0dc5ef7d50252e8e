package together.standalone.process;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A running process that the launcher started. */
public interface Child {
  /** Completes with the exit status. */
  CompletableFuture<Integer> exit();

  /** Asks it to end, kills it when it has not within the limit; returns when it is gone. */
  void stop(Duration limit) throws InterruptedException;
}
