package together.auth.testing;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.response.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Lets a password change while a request that has checked the old one is under way. */
@ApplicationScoped
public class Meanwhile {
  private static final String WAITING =
      "SELECT count(*) FROM pg_locks"
          + " WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))";

  private final Database database;

  Meanwhile(Database database) {
    this.database = database;
  }

  /**
   * The answer to a request that waits for the account's row until another transaction, which has
   * changed the password, is over.
   */
  public Response passwordChanges(long userId, Supplier<Response> request) {
    return passwordChanges(userId, request, () -> 0);
  }

  /** As above; the other transaction goes on to change rows once the request waits for it. */
  public Response passwordChanges(
      long userId, Supplier<Response> request, Callable<Integer> further) {
    return QuarkusTransaction.requiringNew()
        .call(() -> {
          database.update(
              "UPDATE users SET credentials_version = credentials_version + 1 WHERE id = ?",
              userId);
          var answer = CompletableFuture.supplyAsync(request);
          long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
          while (database.number(WAITING) == 0) {
            if (System.nanoTime() > end) {
              throw new AssertionError("nothing waits for the account: " + answer);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
          }
          further.call();
          return answer;
        })
        .orTimeout(20, TimeUnit.SECONDS)
        .join();
  }
}
