package together.platform.grpc;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import together.platform.problem.ProblemMappers;

/**
 * Answers unary gRPC calls on virtual threads: {@code return calls.answer(() -> …)} in a method
 * that carries no threading annotation.
 *
 * <p>Not {@code @RunOnVirtualThread} nor {@code @Blocking}: up to Quarkus 3.31 both may hand a
 * call's end to its listener before its message, or never (quarkusio/quarkus#48940), so that under
 * load a call fails with "Half-closed without a request" or hangs.
 *
 * <p>So many are under way at once; one more is answered UNAVAILABLE at once. Callers that give up
 * and ask again would else leave behind more work than there is memory for.
 */
@ApplicationScoped
public class VirtualCalls {
  private static final Logger log = Logger.getLogger(VirtualCalls.class);

  private final ExecutorService threads;
  private final Semaphore places;

  public VirtualCalls(
      @VirtualThreads ExecutorService threads,
      @ConfigProperty(name = "together.grpc.most-calls") int most) {
    this.threads = threads;
    places = new Semaphore(most);
  }

  /**
   * The answer of blocking work. A {@link StatusRuntimeException} is passed on; what says that a
   * dependency is down becomes UNAVAILABLE, anything else INTERNAL.
   */
  public <A> Uni<A> answer(Callable<A> work) {
    return Uni.createFrom().emitter(answer -> begin(work, answer));
  }

  private <A> void begin(Callable<A> work, UniEmitter<? super A> answer) {
    if (!places.tryAcquire()) {
      answer.fail(
          Status.UNAVAILABLE.withDescription("too many calls are under way").asRuntimeException());
      return;
    }
    boolean begun = false;
    try {
      // What nobody waits for any more keeps its place until it ends: it goes on all the same.
      threads.execute(() -> {
        try {
          answer.complete(inPlace(work));
        } catch (Exception e) {
          answer.fail(status(e));
        }
      });
      begun = true;
    } finally {
      if (!begun) {
        places.release();
      }
    }
  }

  /** Its place is free before its answer is told: whoever asks again finds it. */
  private <A> A inPlace(Callable<A> work) throws Exception {
    try {
      return work.call();
    } finally {
      places.release();
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
