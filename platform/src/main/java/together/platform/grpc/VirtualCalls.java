package together.platform.grpc;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import org.jboss.logging.Logger;
import together.platform.problem.ProblemMappers;

/**
 * Answers unary gRPC calls on virtual threads: {@code return calls.answer(() -> …)} in a method
 * that carries no threading annotation.
 *
 * <p>Not {@code @RunOnVirtualThread} nor {@code @Blocking}: up to Quarkus 3.31 both may hand a
 * call's end to its listener before its message, or never (quarkusio/quarkus#48940), so that under
 * load a call fails with "Half-closed without a request" or hangs.
 */
@ApplicationScoped
public class VirtualCalls {
  private static final Logger log = Logger.getLogger(VirtualCalls.class);

  private final ExecutorService threads;

  public VirtualCalls(@VirtualThreads ExecutorService threads) {
    this.threads = threads;
  }

  /**
   * The answer of blocking work. A {@link StatusRuntimeException} is passed on; what says that a
   * dependency is down becomes UNAVAILABLE, anything else INTERNAL.
   */
  public <A> Uni<A> answer(Callable<A> work) {
    return Uni.createFrom().item(() -> call(work)).runSubscriptionOn(threads);
  }

  private static <A> A call(Callable<A> work) {
    try {
      return work.call();
    } catch (Exception e) {
      throw status(e);
    }
  }

  private static StatusRuntimeException status(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (ProblemMappers.isDependencyDown(cause)) {
        log.warnf("a dependency is down: %s", cause.getMessage());
        return Status.UNAVAILABLE.withDescription("a dependency is down").asRuntimeException();
      }
      if (cause instanceof StatusRuntimeException status) {
        return status;
      }
    }
    log.error("a call failed", e);
    return Status.INTERNAL.withDescription("see the log").asRuntimeException();
  }
}
