package together.standalone.process;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A process that ends when the test says so, or at once when it is stopped. */
final class FakeChild implements Child {
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();

  @Override
  public CompletableFuture<Integer> exit() {
    return exit;
  }

  @Override
  public void stop(Duration limit) {
    exit.complete(143);
  }

  void die(int status) {
    exit.complete(status);
  }
}
